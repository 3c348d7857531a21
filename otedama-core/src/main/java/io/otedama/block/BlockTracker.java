package io.otedama.block;

import io.otedama.block.BlockListener.TrackedBlock;
import io.otedama.chain.Hash256;
import io.otedama.error.ErrorHandler;
import io.otedama.error.NodeException;
import io.otedama.internal.NamedThreadFactory;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.spi.ChainView;
import io.otedama.spi.ChainView.BlockPosition;
import io.otedama.spi.ChainView.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows every found block until the chain has buried it or left it aside. Only the chain judges. A block that is in the
 * chain is asked for again when it may be mature, after a reorg, and every {@link #RECHECK_ROUNDS} rounds.
 *
 * <pre>
 *   FOUND --in chain--> IN_CHAIN --deep enough--> MATURE (done)
 *     \______________________\--not in chain, and {@value #ORPHAN_DEPTH} blocks passed--> ORPHANED (watched on: reorg back)
 * </pre>
 */
public final class BlockTracker implements AutoCloseable {
    /** A block outside the chain is called orphaned when the tip is this much higher than it. */
    public static final int ORPHAN_DEPTH = 2;

    /** An orphaned block is forgotten when the tip is this much higher: no reorg is that deep. */
    public static final int FORGET_DEPTH = 1_000;

    /** Blocks asked for in one round; the others wait for the next. */
    static final int MAX_CHECKS_PER_ROUND = 256;

    static final int RECHECK_ROUNDS = 30;

    private static final Logger LOG = LoggerFactory.getLogger(BlockTracker.class);

    private final ChainView chain;
    private final BlockListener listener;
    private final ErrorHandler errors;
    private final int maturity;
    private final Map<Hash256, Watched> watched = new LinkedHashMap<>();
    private final AtomicInteger tipHeight = new AtomicInteger();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new NamedThreadFactory("otedama-block-tracker"));
    private final AtomicBoolean recheckAll = new AtomicBoolean();

    /**
     * @param maturity confirmations from which on a coinbase counts as spendable
     */
    public BlockTracker(ChainView chain, BlockListener listener, ErrorHandler errors, int maturity) {
        this.chain = chain;
        this.listener = listener;
        this.errors = errors;
        this.maturity = maturity;
    }

    public void start(long intervalMs) {
        var unused = thread.scheduleWithFixedDelay(this::guardedRound, intervalMs, intervalMs, TimeUnit.MILLISECONDS);
    }

    /** Begins to follow a block; harmless when it is followed already. Any thread. */
    public void watch(TrackedBlock block, Status known) {
        synchronized (watched) {
            watched.putIfAbsent(block.hash(), new Watched(block, known));
        }
    }

    /** The tip moved. Any thread. */
    public void onTip(int height, boolean reorg) {
        boolean first = tipHeight.getAndSet(height) == 0;
        if (reorg) {
            recheckAll.set(true);
        }
        if (first && !thread.isShutdown()) { // a pool that restarts often must not forget to look
            thread.execute(this::guardedRound);
        }
    }

    private void guardedRound() {
        try {
            round();
        } catch (NodeException e) {
            LOG.debug("block tracking waits for a node: {}", e.getMessage());
        } catch (RuntimeException e) {
            errors.onError("block tracker", e, false);
        }
    }

    /** One pass over the blocks that are due. */
    void round() {
        boolean all = recheckAll.getAndSet(false);
        try {
            due(all).forEach(this::check);
        } catch (RuntimeException e) {
            recheckAll.compareAndSet(false, all); // a node that does not answer now is asked again for all of them
            throw e;
        }
    }

    private List<Watched> due(boolean all) {
        List<Watched> due = new ArrayList<>();
        synchronized (watched) {
            for (Watched w : watched.values()) {
                if (due.size() < MAX_CHECKS_PER_ROUND && (all || w.isDue(tipHeight.get(), maturity))) {
                    due.add(w);
                }
            }
        }
        return due;
    }

    private void check(Watched w) {
        BlockPosition position = chain.find(w.block.hash());
        Status now = w.status;
        int depth = tipHeight.get() - w.block.height();
        if (position.state() == State.IN_CHAIN) {
            now = position.confirmations() >= maturity ? Status.MATURE : Status.IN_CHAIN;
        } else if (depth >= ORPHAN_DEPTH) {
            now = Status.ORPHANED;
        }
        if (now != w.status) {
            w.status = now;
            listener.onStatus(w.block, now, position.confirmations());
        }
        if (now == Status.MATURE || (now == Status.ORPHANED && depth >= FORGET_DEPTH)) {
            synchronized (watched) {
                watched.remove(w.block.hash());
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Watched {
        private final TrackedBlock block;
        private Status status;
        private int roundsSince;

        private Watched(TrackedBlock block, Status status) {
            this.block = block;
            this.status = status;
        }

        private boolean isDue(int tip, int maturity) {
            roundsSince++;
            boolean mayBeMature = tip - block.height() + 1 >= maturity;
            if (status == Status.FOUND || mayBeMature || roundsSince >= RECHECK_ROUNDS) {
                roundsSince = 0;
                return true;
            }
            return false;
        }
    }
}
