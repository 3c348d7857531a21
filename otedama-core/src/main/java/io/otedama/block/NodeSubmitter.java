package io.otedama.block;

import io.otedama.error.NodeException;
import io.otedama.internal.NamedThreadFactory;
import io.otedama.spi.BlockSubmitter;
import io.otedama.spi.SubmitResult;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands blocks to one node, in the order found, on a thread of its own. A node that cannot be asked, or cannot tell yet, is
 * asked again, with growing pauses, until it answers or {@link #GIVE_UP_NS} have passed. Neither other nodes nor later blocks
 * wait for that: a block without an answer lines up behind them.
 */
final class NodeSubmitter {
    /** Blocks that may wait for one node; more than any chain has in an hour. */
    static final int MAX_WAITING = 4096;

    /** How long a silent node is tried. */
    static final long GIVE_UP_NS = TimeUnit.MINUTES.toNanos(10);

    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 2_000;
    private static final long INTERRUPTED_WAIT_MS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(NodeSubmitter.class);

    private final BlockSubmitter node;
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
    private final ThreadPoolExecutor thread;

    NodeSubmitter(BlockSubmitter node) {
        this.node = node;
        this.thread = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, waiting, new NamedThreadFactory("otedama-submit-" + node.name()));
        thread.prestartAllCoreThreads();
    }

    String name() {
        return node.name();
    }

    /**
     * @throws RejectedExecutionException when {@value #MAX_WAITING} blocks wait already
     */
    void submit(PendingBlock block) {
        long giveUpNs = System.nanoTime() + GIVE_UP_NS;
        thread.execute(() -> run(block, giveUpNs, FIRST_PAUSE_MS));
    }

    private void run(PendingBlock block, long giveUpNs, long firstPauseMs) {
        long pauseMs = firstPauseMs;
        while (!Thread.currentThread().isInterrupted()) {
            if (isAnswered(block)) {
                return;
            }
            if (System.nanoTime() - giveUpNs > 0 || !sleep(pauseMs)) {
                break;
            }
            pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
            if (linesUpAgain(block, giveUpNs, pauseMs)) {
                return;
            }
        }
        block.gaveUp(node.name());
    }

    private boolean isAnswered(PendingBlock block) {
        try {
            SubmitResult result = node.submit(block.rawBlock(), block.hash());
            LOG.atInfo()
                    .addKeyValue("block", block.hash())
                    .addKeyValue("node", node.name())
                    .addKeyValue("outcome", result.outcome())
                    .addKeyValue("reason", result.reason())
                    .log("a node has answered about a block");
            block.answered(node.name(), result); // hands over to a queue: throws nothing
            return true;
        } catch (NodeException e) {
            LOG.warn("block {} not submitted to {} yet: {}", block.hash(), node.name(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("block {} not submitted to {}", block.hash(), node.name(), e);
        }
        return false;
    }

    /** Lets those behind it try first; false when there are none, or none may line up any more. */
    private boolean linesUpAgain(PendingBlock block, long giveUpNs, long pauseMs) {
        if (waiting.isEmpty()) {
            return false;
        }
        try {
            thread.execute(() -> run(block, giveUpNs, pauseMs));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private static boolean sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Takes no more. */
    void shutdown() {
        thread.shutdown();
    }

    /** Lets what is under way finish for a while, then interrupts. */
    void close(long waitMs) {
        shutdown();
        try {
            if (!thread.awaitTermination(waitMs, TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
                thread.awaitTermination(INTERRUPTED_WAIT_MS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
