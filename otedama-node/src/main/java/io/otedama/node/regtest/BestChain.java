package io.otedama.node.regtest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The branch with the most work, whose blocks have been let at the coins. Among equals the first that arrived stays.
 * Guarded by the chain's lock.
 *
 * <pre>
 *   active     G - 1 - 2 - 3          tip 3
 *   candidate          \ 3' - 4'      more work: disconnect 3, connect 3', connect 4'
 * </pre>
 */
final class BestChain {
    private static final Comparator<ChainEntry> BETTER =
            Comparator.comparing(ChainEntry::work).thenComparing(ChainEntry::arrival, Comparator.reverseOrder());

    private final List<ChainEntry> active = new ArrayList<>();
    private final Set<ChainEntry> candidates = new LinkedHashSet<>();
    private final Collection<ChainEntry> all;
    private final BlockConnector connector;
    private final ChainIndex index = new ChainIndex();

    /**
     * @param all every known entry, kept up to date by the owner
     */
    BestChain(ChainEntry genesis, BlockConnector connector, Collection<ChainEntry> all) {
        this.all = all;
        this.connector = connector;
        genesis.connected(new BlockUndo(List.of()));
        active.add(genesis);
        index.connected(genesis);
    }

    ChainEntry tip() {
        return active.get(active.size() - 1);
    }

    ChainIndex index() {
        return index;
    }

    @Nullable
    ChainEntry at(int height) {
        return height >= 0 && height < active.size() ? active.get(height) : null;
    }

    boolean contains(ChainEntry entry) {
        return at(entry.height()) == entry;
    }

    boolean hasFailedAncestor(ChainEntry entry) {
        for (ChainEntry e = entry; e != null && !contains(e); e = e.parent()) {
            if (e.isFailed()) {
                return true;
            }
        }
        return false;
    }

    /** A block has arrived: perhaps it, or one that waited for it, now ends the best branch. */
    void consider(ChainEntry arrived) {
        candidates.add(arrived);
        activateBest();
    }

    /** Condemns a block of the active branch and moves to what is then the best. */
    void invalidate(ChainEntry entry) {
        if (entry.height() == 0 || !contains(entry)) {
            throw new IllegalArgumentException(entry.hash() + " is not in the best chain, or is the genesis block");
        }
        while (contains(entry)) {
            disconnectTip();
        }
        entry.fail("invalidated");
        candidates.addAll(all);
        activateBest();
    }

    /** Connects a block to the tip and takes it back. */
    void tryOut(RegtestBlock block) throws RejectedException {
        connector.disconnect(connector.connect(block, tip().height() + 1));
    }

    private void activateBest() {
        while (true) {
            candidates.removeIf(entry -> entry.work().compareTo(tip().work()) <= 0);
            ChainEntry goal =
                    candidates.stream().filter(this::isConnectable).max(BETTER).orElse(null);
            if (goal == null) {
                return;
            }
            if (!moveTo(goal)) {
                candidates.addAll(all); // the branch we left is a candidate again
            }
        }
    }

    private boolean isConnectable(ChainEntry entry) {
        for (ChainEntry e = entry; e != null && !contains(e); e = e.parent()) {
            if (e.isFailed() || e.block() == null) {
                return false;
            }
        }
        return true;
    }

    /** Returns false when a block on the way was refused; the tip is then the last good one before it. */
    private boolean moveTo(ChainEntry goal) {
        Deque<ChainEntry> path = new ArrayDeque<>();
        ChainEntry fork = goal;
        while (fork != null && !contains(fork)) {
            path.push(fork);
            fork = fork.parent();
        }
        while (tip() != fork) {
            disconnectTip();
        }
        for (ChainEntry next : path) {
            try {
                next.connected(connector.connect(next.requireBlock(), next.height()));
                active.add(next);
                index.connected(next);
            } catch (RejectedException e) {
                next.fail(e.reason());
                return false;
            }
        }
        return true;
    }

    private void disconnectTip() {
        ChainEntry tip = tip();
        connector.disconnect(tip.requireUndo());
        index.disconnected(tip);
        active.remove(active.size() - 1);
    }
}
