package io.otedama.spi;

/** Time, so that tests can own it. Any thread. */
public interface PoolClock {
    /** Monotonic nanoseconds with an arbitrary origin; for intervals. */
    long nanoTime();

    /** Wall clock, milliseconds since 1970; for records and header times. */
    long epochMillis();

    static PoolClock system() {
        return SystemClock.INSTANCE;
    }
}
