package io.otedama.block;

import io.otedama.error.NodeException;
import io.otedama.internal.NamedThreadFactory;
import io.otedama.spi.BlockSubmitter;
import io.otedama.spi.SubmitResult;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands blocks to one node, in the order found, on a thread of its own. A node that cannot be asked is asked again, with
 * growing pauses, until it answers or {@link #GIVE_UP_NS} have passed; the others do not wait for it.
 */
final class NodeSubmitter {
    /** Blocks that may wait for one node; more than any chain has in an hour. */
    static final int MAX_WAITING = 4096;

    /** How long a silent node is tried. */
    static final long GIVE_UP_NS = TimeUnit.MINUTES.toNanos(10);

    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 2_000;
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
     * @throws java.util.concurrent.RejectedExecutionException when {@value #MAX_WAITING} blocks wait already
     */
    void submit(PendingBlock block) {
        thread.execute(() -> run(block));
    }

    private void run(PendingBlock block) {
        long pause = FIRST_PAUSE_MS;
        long giveUp = System.nanoTime() + GIVE_UP_NS;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                SubmitResult result = node.submit(block.rawBlock(), block.hash());
                LOG.info("block {} at {}: {} {}", block.hash(), node.name(), result.outcome(), result.reason());
                block.answered(node.name(), result); // hands over to a queue: throws nothing
                return;
            } catch (NodeException e) {
                LOG.warn("block {} not submitted to {} yet: {}", block.hash(), node.name(), e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("block {} not submitted to {}", block.hash(), node.name(), e);
            }
            if (System.nanoTime() > giveUp || !sleep(pause)) {
                break;
            }
            pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
        }
        block.gaveUp(node.name());
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
                thread.awaitTermination(waitMs, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
