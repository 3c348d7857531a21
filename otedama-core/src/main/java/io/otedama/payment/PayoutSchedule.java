package io.otedama.payment;

import io.otedama.spi.PoolClock;
import java.time.Duration;
import java.util.function.LongSupplier;

/** When a run is due: at multiples of the interval since 1970, so that restarts do not change it. The run's thread. */
final class PayoutSchedule {
    private final Duration interval;
    private final PoolClock clock;
    private long lastSlot;
    private boolean knowsHistory;
    private boolean due;

    /**
     * @param interval zero: with every look
     */
    PayoutSchedule(Duration interval, PoolClock clock) {
        this.interval = interval;
        this.clock = clock;
        this.lastSlot = slot(clock.epochMillis());
    }

    private long slot(long epochMillis) {
        return interval.isZero() ? 0 : epochMillis / interval.toMillis();
    }

    /** Looks at the clock. */
    void look() {
        long slot = slot(clock.epochMillis());
        due |= slot != lastSlot || interval.isZero();
        lastSlot = slot;
    }

    /**
     * A run that came due while nobody was here is due now: a pool that restarts often pays all the same.
     *
     * @param lastPaymentMillis asked once: when the last payment was decided, milliseconds since 1970; 0 when there was none
     */
    void makeUpForMissedRuns(LongSupplier lastPaymentMillis) {
        if (!knowsHistory) {
            long last = lastPaymentMillis.getAsLong();
            due |= last != 0 && slot(last) < lastSlot;
            knowsHistory = true;
        }
    }

    boolean isDue() {
        return due;
    }

    /** Somebody wants it now. */
    void makeDue() {
        due = true;
    }

    /** The run is made. */
    void done() {
        due = false;
    }
}
