package io.otedama.stratum.client;

import org.jspecify.annotations.Nullable;

/** Hands the newest job from the event loop to the mining threads; empty while there is no connection. Thread-safe. */
final class JobSlot {
    /** One content of the slot; compared by identity, so that the same job set twice counts as two. */
    static final class Held {
        private final @Nullable MinerJob job;

        private Held(@Nullable MinerJob job) {
            this.job = job;
        }
    }

    private volatile Held held = new Held(null);
    private boolean closed;

    synchronized void set(@Nullable MinerJob job) {
        held = new Held(job);
        notifyAll();
    }

    synchronized void setIfEmpty(@Nullable MinerJob job) {
        if (held.job == null) {
            set(job);
        }
    }

    synchronized void close() {
        closed = true;
        set(null);
    }

    /** True while nothing newer was set; one volatile read, for the mining loop. */
    boolean isCurrent(Held content) {
        return held == content;
    }

    /**
     * Waits for a job that was set after {@code last}.
     *
     * @param last what the caller had before, or {@code null} at first
     * @return {@code null} when the slot was closed
     */
    synchronized @Nullable Held awaitNext(@Nullable Held last) throws InterruptedException {
        while (!closed && (held.job == null || held == last)) {
            wait();
        }
        return closed ? null : held;
    }

    static MinerJob jobOf(Held content) {
        MinerJob job = content.job;
        if (job == null) {
            throw new IllegalStateException("an empty slot was taken for a job");
        }
        return job;
    }
}
