package io.otedama.testkit;

import io.otedama.spi.PoolClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when a test says so. Any thread. */
public final class VirtualClock implements PoolClock {
    private final AtomicLong nanos = new AtomicLong();
    private final long startMillis;

    public VirtualClock(long startEpochSeconds) {
        this.startMillis = startEpochSeconds * 1000;
    }

    public void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public long epochMillis() {
        return startMillis + nanos.get() / 1_000_000;
    }
}
