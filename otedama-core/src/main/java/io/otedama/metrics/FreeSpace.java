package io.otedama.metrics;

import io.otedama.spi.ComponentHealth;
import io.otedama.spi.PoolClock;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Free bytes of a disk, asked for when somebody wants to know, at most every {@value #FRESH_MS} ms and by one thread at a time:
 * on a disk that hangs one caller waits, the others get the last answer at once. Any thread.
 */
public final class FreeSpace {
    /** With less than this, bytes, an operator should act: at 10,000 shares a second it is a quarter of an hour. */
    public static final long LOW_BYTES = 1L << 30;

    /** How old an answer may be, milliseconds. */
    public static final long FRESH_MS = 2_000;

    /** Nothing is known. */
    public static final long UNKNOWN = -1;

    private final Reading reading;
    private final PoolClock clock;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile long bytes = UNKNOWN;
    private volatile long askedNs;
    private volatile boolean asked;

    /** Asks the disk. */
    @FunctionalInterface
    public interface Reading {
        long freeBytes() throws IOException;
    }

    public FreeSpace(Reading reading, PoolClock clock) {
        this.reading = reading;
        this.clock = clock;
    }

    /** {@value #UNKNOWN} when the disk does not say. */
    public long bytes() {
        long now = clock.nanoTime();
        boolean old = !asked || now - askedNs > TimeUnit.MILLISECONDS.toNanos(FRESH_MS);
        if (old && asking.compareAndSet(false, true)) {
            try {
                bytes = reading.freeBytes();
            } catch (IOException | RuntimeException e) {
                bytes = UNKNOWN;
            } finally {
                askedNs = now;
                asked = true;
                asking.set(false);
            }
        }
        return bytes;
    }

    public boolean isLow() {
        long free = bytes();
        return free >= 0 && free < LOW_BYTES;
    }

    /**
     * As a component of its own.
     *
     * @param component name of it
     */
    public ComponentHealth health(String component) {
        long free = bytes();
        if (free < 0) {
            return ComponentHealth.degraded(component, "free space is unknown");
        }
        ComponentHealth health = free < LOW_BYTES
                ? ComponentHealth.degraded(component, (free >> 20) + " MiB are free: make room")
                : ComponentHealth.up(component, (free >> 20) + " MiB are free");
        return health.with("freeBytes", free);
    }
}
