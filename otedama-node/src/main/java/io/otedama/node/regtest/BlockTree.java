package io.otedama.node.regtest;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.spi.SubmitResult;
import io.otedama.spi.SubmitResult.Outcome;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every known block and the judgement of a new one, in Bitcoin Core's order of steps. Guarded by the chain's lock.
 *
 * <pre>
 *   known?  ->  block alone  ->  header on parent  ->  block on parent  ->  best branch (connects, may refuse)
 *   duplicate   not kept        not kept              hash condemned        hash condemned
 * </pre>
 */
final class BlockTree {
    /** Headers kept, valid or not; everything stays in memory. */
    static final int MAX_ENTRIES = 250_000;

    private final Map<Hash256, ChainEntry> entries = new HashMap<>();
    private final HeaderRules headers;
    private final BlockRules blocks;
    private final BestChain best;
    private long arrivals;

    BlockTree(RegtestBlock genesis, HeaderRules headers, BlockRules blocks, BlockConnector connector) {
        this.headers = headers;
        this.blocks = blocks;
        ChainEntry root = new ChainEntry(genesis.header(), null);
        root.receive(genesis, arrivals++);
        entries.put(root.hash(), root);
        this.best = new BestChain(root, connector, entries.values());
    }

    BestChain best() {
        return best;
    }

    @Nullable
    ChainEntry find(Hash256 hash) {
        return entries.get(hash);
    }

    /** Judges and keeps a block, and changes the best chain when the block makes another branch the best. */
    SubmitResult submit(RegtestBlock block, long nowSeconds) {
        ChainEntry known = entries.get(block.hash());
        if (known != null && known.isFailed()) {
            return rejected("duplicate-invalid");
        }
        if (known != null && known.wasConnected()) {
            return duplicate();
        }
        try {
            headers.checkWork(block.header());
            blocks.check(block);
            ChainEntry entry = known != null ? known : admit(block.header(), nowSeconds);
            return entry.block() != null ? duplicate() : receive(entry, block);
        } catch (RejectedException e) {
            return rejected(e.reason());
        }
    }

    /**
     * Judges a block as {@link #submit} does, but without proof of work, and keeps nothing. Only for the next block.
     *
     * @return empty when it is good, otherwise what is wrong
     */
    String propose(RegtestBlock block, long nowSeconds) {
        ChainEntry known = entries.get(block.hash());
        if (known != null) {
            return known.isFailed()
                    ? "duplicate-invalid"
                    : known.wasConnected() ? "duplicate" : "duplicate-inconclusive";
        }
        ChainEntry tip = best.tip();
        if (!tip.hash().equals(block.header().previousBlock())) {
            return "inconclusive-not-best-prevblk";
        }
        try {
            headers.checkOnParent(block.header(), tip, nowSeconds);
            blocks.check(block);
            blocks.checkOnParent(block, tip);
            best.tryOut(block);
            return "";
        } catch (RejectedException e) {
            return e.reason();
        }
    }

    private ChainEntry admit(BlockHeader header, long nowSeconds) throws RejectedException {
        ChainEntry parent = entries.get(header.previousBlock());
        if (parent == null) {
            throw RejectedException.invalid("prev-blk-not-found");
        }
        if (best.hasFailedAncestor(parent)) {
            throw RejectedException.invalid("bad-prevblk");
        }
        headers.checkOnParent(header, parent, nowSeconds);
        if (entries.size() >= MAX_ENTRIES) {
            throw new IllegalStateException("this chain keeps " + MAX_ENTRIES + " blocks and is full");
        }
        ChainEntry entry = new ChainEntry(header, parent);
        entries.put(entry.hash(), entry);
        return entry;
    }

    private SubmitResult receive(ChainEntry entry, RegtestBlock block) {
        ChainEntry parent = entry.parent();
        if (parent == null) {
            throw new IllegalStateException("the genesis block is not submitted");
        }
        try {
            blocks.checkOnParent(block, parent);
        } catch (RejectedException e) {
            if (!e.isMutated()) {
                entry.fail(e.reason());
            }
            return rejected(e.reason());
        }
        entry.receive(block, arrivals++);
        best.consider(entry);
        if (entry.isFailed()) {
            return rejected(entry.failure());
        }
        return best.contains(entry) ? SubmitResult.ACCEPTED : new SubmitResult(Outcome.INCONCLUSIVE, "inconclusive");
    }

    private static SubmitResult duplicate() {
        return new SubmitResult(Outcome.DUPLICATE, "duplicate");
    }

    private static SubmitResult rejected(String reason) {
        return new SubmitResult(Outcome.REJECTED, reason);
    }
}
