package io.otedama;

import io.otedama.chain.Network;
import io.otedama.error.NodeException;
import io.otedama.error.PoolException;
import io.otedama.job.JobTable;
import io.otedama.spi.CoinNode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How a starting pool waits for its node: up to one deadline for everything, or until somebody closes the pool. */
final class StartPatience {
    private static final long NETWORK_RETRY_MS = 300;
    private static final long JOB_POLL_MS = 10;

    private final CoinNode node;
    private final Duration timeout;
    private final long deadlineNs;
    private volatile boolean abandoned;

    /** The time runs from now on. */
    StartPatience(CoinNode node, Duration timeout) {
        this.node = node;
        this.timeout = timeout;
        this.deadlineNs = System.nanoTime() + timeout.toNanos();
    }

    /** Makes whoever waits give up soon. Any thread. */
    void abandon() {
        abandoned = true;
    }

    /**
     * @throws NodeException when no node answers in time
     */
    Network awaitNetwork() {
        while (true) {
            try {
                return node.network();
            } catch (NodeException e) {
                if (isOver()) {
                    throw e;
                }
                pause(NETWORK_RETRY_MS);
            }
        }
    }

    /**
     * @throws NodeException when the node gives no template in time; says what the node's health says
     */
    void awaitFirstJob(JobTable jobs) {
        while (jobs.newest() == null) {
            if (isOver()) {
                throw new NodeException("no block template within " + timeout.toSeconds() + " s: "
                        + node.health().detail());
            }
            pause(JOB_POLL_MS);
        }
    }

    private boolean isOver() {
        return System.nanoTime() - deadlineNs > 0;
    }

    private void pause(long millis) {
        if (abandoned) {
            throw new PoolException("the pool was closed while it was starting");
        }
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PoolException("interrupted while starting", e);
        }
    }
}
