package io.otedama.node.regtest;

import io.otedama.spi.PoolClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that stands until a test moves it. */
final class ManualClock implements PoolClock {
    private static final long START_MILLIS = 1_800_000_000_000L;

    private final AtomicLong nanos = new AtomicLong();

    void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public long epochMillis() {
        return START_MILLIS + nanos.get() / 1_000_000;
    }
}
