package io.otedama.bench.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts the miners that have got their first work, and how long each took. Any thread. */
final class Arrivals {
    private static final long MAX_NS = 600_000_000_000L;

    private final CountDownLatch missing;
    private final Histogram latency = new Histogram(1_000, MAX_NS, 3);
    private long lastNs;

    Arrivals(int wanted) {
        missing = new CountDownLatch(wanted);
    }

    synchronized void add(LoadMiner miner) {
        lastNs = System.nanoTime();
        latency.recordValue(Math.min(MAX_NS, lastNs - miner.connectNs()));
        missing.countDown();
    }

    /** False when the time was over before all were there. */
    boolean await(int seconds) {
        try {
            return missing.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    synchronized long count() {
        return latency.getTotalCount();
    }

    synchronized long lastNs() {
        return lastNs;
    }

    /** From the attempt to connect to the first job, in nanoseconds. */
    synchronized Histogram latency() {
        return latency.copy();
    }
}
