package io.otedama.stratum.client;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Keeps one thread at a hash rate: after each batch it parks until the moment at which the batch is due. A thread that
 * fell more than a second behind starts afresh instead of catching up. One per thread.
 */
final class HashThrottle {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int BATCHES_PER_SECOND = 50;
    private static final int MAX_BATCH = 256;

    private final long hashesPerSecond;
    private final LongSupplier clockNs;
    private final LongConsumer parkNs;
    private long windowStartNs;
    private long windowHashes;

    /**
     * @param hashesPerSecond 0: no limit
     * @param clockNs a monotonic clock
     * @param parkNs waits for about so many ns; may return early
     */
    HashThrottle(long hashesPerSecond, LongSupplier clockNs, LongConsumer parkNs) {
        this.hashesPerSecond = hashesPerSecond;
        this.clockNs = clockNs;
        this.parkNs = parkNs;
        restart();
    }

    /** How many hashes to compute between two calls of {@link #pace}. */
    int batch() {
        return hashesPerSecond == 0
                ? MAX_BATCH
                : (int) Math.max(1, Math.min(MAX_BATCH, hashesPerSecond / BATCHES_PER_SECOND));
    }

    /** Counts from now on; after a pause. */
    void restart() {
        windowStartNs = clockNs.getAsLong();
        windowHashes = 0;
    }

    /** Returns when {@code hashes} more may have been computed, or at once when the thread is interrupted. */
    void pace(long hashes) {
        if (hashesPerSecond == 0) {
            return;
        }
        windowHashes += hashes;
        while (windowHashes >= hashesPerSecond) {
            windowHashes -= hashesPerSecond;
            windowStartNs += SECOND_NS;
        }
        long dueNs = windowStartNs + (long) ((double) windowHashes / hashesPerSecond * SECOND_NS);
        long waitNs = dueNs - clockNs.getAsLong();
        if (waitNs < -SECOND_NS) {
            restart();
        }
        while (waitNs > 0 && !Thread.currentThread().isInterrupted()) {
            parkNs.accept(waitNs);
            waitNs = dueNs - clockNs.getAsLong();
        }
    }
}
