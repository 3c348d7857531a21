package io.otedama.bench.attack;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How late this machine lets a thread run that wants to: one that sleeps for a millisecond again and again. What honest miners
 * wait for beyond that is the pool's doing. Opened and closed by one thread.
 */
final class Hiccups implements AutoCloseable {
    private static final long SLEEP_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long MAX_NS = TimeUnit.MINUTES.toNanos(2);
    private static final double NS_PER_MILLI = 1e6;

    private final Histogram lateness = new Histogram(1_000, MAX_NS, 2);
    private final Thread thread = new Thread(this::run, "hiccups");
    private volatile boolean ended;

    Hiccups() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!ended) {
            long due = System.nanoTime() + SLEEP_NS;
            LockSupport.parkNanos(SLEEP_NS);
            lateness.recordValue(Math.min(MAX_NS, Math.max(0, System.nanoTime() - due)));
        }
    }

    /** Ends the watch; returns the p99 in milliseconds. */
    double endAndTell() {
        close();
        return lateness.getTotalCount() == 0 ? 0 : lateness.getValueAtPercentile(99) / NS_PER_MILLI;
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
