package io.otedama.security;

import io.otedama.spi.PoolClock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Lets a few log lines of one kind pass per period, so that a flood of bad connections cannot fill a disk. Any thread. */
public final class LogLimiter {
    /** Lines per period. */
    public static final int MAX_LINES = 10;

    /** Length of a period. */
    public static final long PERIOD_NS = 10_000_000_000L;

    private final PoolClock clock;
    private final AtomicLong periodStart;
    private final AtomicInteger lines = new AtomicInteger();

    public LogLimiter(PoolClock clock) {
        this.clock = clock;
        this.periodStart = new AtomicLong(clock.nanoTime());
    }

    /** True when this line may be written. */
    public boolean tryLog() {
        long now = clock.nanoTime();
        long start = periodStart.get();
        if (now - start > PERIOD_NS && periodStart.compareAndSet(start, now)) {
            lines.set(0);
        }
        return lines.get() < MAX_LINES && lines.incrementAndGet() <= MAX_LINES;
    }

    /** What a client sent, fit for a log: printable ASCII only, at most 32 characters. */
    public static String clean(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && i < 32; i++) {
            char c = text.charAt(i);
            out.append(c > ' ' && c < 127 ? c : '?');
        }
        return out.toString();
    }
}
