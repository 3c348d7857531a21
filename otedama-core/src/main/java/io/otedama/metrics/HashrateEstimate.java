package io.otedama.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The hashrate behind a stream of credited shares, over several windows. For a worker, a user, or the whole pool.
 *
 * <pre>
 *   on work w, dt after the one before     S = S * exp(-dt / T) + w          for each window T
 *   read, dt after the last                hashrate = S * exp(-dt / T) / (T * (1 - exp(-t / T)))
 * </pre>
 *
 * <p>t is the time since the first share. The divisor is the bias formula of ckpool: without it a miner that began five
 * minutes ago would show 8 % of its hashrate in the window of one hour. The first share starts the time and is not in S,
 * because the work in it was done before; so the estimate is right on average from the start and not too high. During
 * the first {@value #MIN_OBSERVED_MS} ms t counts as that much: two shares in one millisecond are no measurement.
 *
 * <p>Work is what {@link io.otedama.chain.Work} credits, expected hashes per share; so S over time is a hashrate for
 * every algorithm. At n shares per window its relative standard deviation is about 1 / sqrt(2 n).
 *
 * <p>Times are milliseconds of any clock, the same for writer and reader; the wall clock of the share records, if the
 * estimate is to survive a restart: adding the old shares again with their record times gives the same state, bit for
 * bit. Time that goes backwards counts as no time passed.
 *
 * <p>One thread adds; any thread reads at any time and never makes the writer wait. Adding allocates nothing.
 */
public final class HashrateEstimate {
    /** Shortest time that a mean is taken over, in milliseconds. */
    public static final long MIN_OBSERVED_MS = 10_000;

    private static final HashrateWindow[] WINDOWS = HashrateWindow.values();
    private static final VarHandle VERSION = version();
    private static final double TWO_64 = 0x1p64;

    /** Odd while the writer writes, without a fence of its own; a reader that saw it odd or changed reads again. */
    private volatile long version;

    private final double[] decayed = new double[WINDOWS.length];
    private long lastMs;

    /** Time passed since the first share, without steps back; -1 before it. */
    private long observedMs = -1;

    public HashrateEstimate() {}

    private static VarHandle version() {
        try {
            return MethodHandles.lookup().findVarHandle(HashrateEstimate.class, "version", long.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the field is right here", e);
        }
    }

    /**
     * Credits one share. Only one thread may do this.
     *
     * @param timeMs when it was credited
     * @param workHi upper 64 bits of its work
     * @param workLo lower 64 bits, unsigned
     */
    public void add(long timeMs, long workHi, long workLo) {
        long odd = (long) VERSION.getOpaque(this) + 1;
        VERSION.setOpaque(this, odd);
        VarHandle.storeStoreFence();
        if (observedMs < 0) {
            observedMs = 0;
        } else {
            advance(Math.max(timeMs - lastMs, 0));
            double work = unsigned(workHi) * TWO_64 + unsigned(workLo);
            for (int i = 0; i < decayed.length; i++) {
                decayed[i] += work;
            }
        }
        lastMs = timeMs;
        VERSION.setRelease(this, odd + 1);
    }

    private void advance(long passedMs) {
        if (passedMs == 0) {
            return;
        }
        observedMs += passedMs;
        for (int i = 0; i < decayed.length; i++) {
            decayed[i] *= Math.exp(-passedMs / (double) WINDOWS[i].millis());
        }
    }

    /** Hashes per second at {@code nowMs}; 0 before the second share. Any thread. */
    public double hashesPerSecond(HashrateWindow window, long nowMs) {
        while (true) {
            long before = version;
            double sum = decayed[window.slot()];
            long last = lastMs;
            long observed = observedMs;
            VarHandle.acquireFence();
            if ((before & 1) == 0 && before == version) {
                return rate(sum, window.millis(), observed, Math.max(nowMs - last, 0));
            }
            Thread.onSpinWait();
        }
    }

    /** All windows at {@code nowMs}. Any thread; allocates. */
    public HashrateSnapshot snapshot(long nowMs) {
        return new HashrateSnapshot(
                hashesPerSecond(HashrateWindow.ONE_MINUTE, nowMs),
                hashesPerSecond(HashrateWindow.FIVE_MINUTES, nowMs),
                hashesPerSecond(HashrateWindow.ONE_HOUR, nowMs),
                hashesPerSecond(HashrateWindow.ONE_DAY, nowMs));
    }

    private static double rate(double sum, long windowMs, long observedMs, long idleMs) {
        if (observedMs < 0) {
            return 0;
        }
        double windows = (double) Math.max(observedMs + idleMs, MIN_OBSERVED_MS) / windowMs;
        double seen = -Math.expm1(-windows);
        return sum * Math.exp(-(double) idleMs / windowMs) / (windowMs / 1e3 * seen);
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : bits + TWO_64;
    }
}
