package io.otedama.node;

import io.otedama.spi.PoolClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that runs, and that a test can push forward. */
final class ManualClock implements PoolClock {
    private final AtomicLong aheadNs = new AtomicLong();

    void advance(Duration duration) {
        aheadNs.addAndGet(duration.toNanos());
    }

    @Override
    public long nanoTime() {
        return System.nanoTime() + aheadNs.get();
    }

    @Override
    public long epochMillis() {
        return System.currentTimeMillis() + aheadNs.get() / 1_000_000;
    }
}
