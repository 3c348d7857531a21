package io.otedama.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How many blocks credited work should have contained, and how many it did. A credited share whose target is T was a block with
 * probability p = (T_network + 1) / (T + 1) = work / network work; the sum of p is the expected number of blocks.
 *
 * <pre>
 *   on a share       sum of work += work             exact, 128 bits
 *   bits change      settled += (sum - mark) / network work; mark = sum        the only division, once per network target
 *   read             settled + (sum - mark) / network work
 * </pre>
 *
 * <p>Expected blocks are a statistic for people and alarms, never money: a {@code double}, exact to about 2^-52.
 *
 * <p>One thread adds; any thread reads at any time and never makes the writer wait. Adding allocates nothing.
 */
final class ExpectedBlocks {
    private static final VarHandle VERSION = version();
    private static final double TWO_64 = 0x1p64;

    /** Odd while the writer writes; a reader that saw it odd or changed reads again. */
    private volatile long version;

    private long sumHi;
    private long sumLo;
    private long markHi;
    private long markLo;
    private double settled;
    private long blocks;
    private int bits;

    /** Network work of {@link #bits}. */
    private double networkWork = 1;

    private static VarHandle version() {
        try {
            return MethodHandles.lookup().findVarHandle(ExpectedBlocks.class, "version", long.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the field is right here", e);
        }
    }

    /**
     * One credited share. Only one thread may do this.
     *
     * @param networkBits compact network target of its job
     */
    void add(long workHi, long workLo, int networkBits, boolean isBlock) {
        long odd = (long) VERSION.getOpaque(this) + 1;
        VERSION.setOpaque(this, odd);
        VarHandle.storeStoreFence();
        if (networkBits != bits) {
            settled += sinceMark() / networkWork;
            markHi = sumHi;
            markLo = sumLo;
            bits = networkBits;
            networkWork = networkWork(networkBits);
        }
        long low = sumLo + workLo;
        sumHi += workHi + (Long.compareUnsigned(low, workLo) < 0 ? 1 : 0);
        sumLo = low;
        if (isBlock) {
            blocks++;
        }
        VERSION.setRelease(this, odd + 1);
    }

    /** What has been added until now; the three belong together. Any thread; allocates. */
    BlockExpectation read() {
        while (true) {
            long before = version;
            double work = number(sumHi, sumLo);
            double expected = settled + sinceMark() / networkWork;
            long found = blocks;
            VarHandle.acquireFence();
            if ((before & 1) == 0 && before == version) {
                return new BlockExpectation(work, expected, found);
            }
            Thread.onSpinWait();
        }
    }

    private double sinceMark() {
        long borrow = Long.compareUnsigned(sumLo, markLo) < 0 ? 1 : 0;
        return number(sumHi - markHi - borrow, sumLo - markLo);
    }

    /** 2^256 / target, target = mantissa * 256^(exponent - 3); 2^256 / (target + 1) differs from it by less than one. */
    private static double networkWork(int compact) {
        int mantissa = compact & 0x7fffff;
        int exponent = compact >>> 24;
        return mantissa == 0 ? Double.POSITIVE_INFINITY : Math.scalb(1.0 / mantissa, 256 - 8 * (exponent - 3));
    }

    private static double number(long hi, long lo) {
        return unsigned(hi) * TWO_64 + unsigned(lo);
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : value + TWO_64;
    }
}
