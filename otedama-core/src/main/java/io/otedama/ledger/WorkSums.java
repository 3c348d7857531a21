package io.otedama.ledger;

import io.otedama.chain.Work;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Unsigned 128-bit sums by account number, and their total. Adding and subtracting allocates nothing once the account is
 * known. One thread.
 */
public final class WorkSums {
    private long[] hi = new long[64];
    private long[] lo = new long[64];
    private int limit;
    private long totalHi;
    private long totalLo;

    public WorkSums() {}

    /**
     * @throws ArithmeticException on overflow of 128 bits
     */
    public void add(int account, long addHi, long addLo) {
        if (account >= hi.length) {
            hi = Arrays.copyOf(hi, Math.max(account + 1, hi.length * 2));
            lo = Arrays.copyOf(lo, hi.length);
        }
        limit = Math.max(limit, account + 1);
        long sum = lo[account] + addLo;
        hi[account] = Work.addHigh(hi[account], addHi, Long.compareUnsigned(sum, addLo) < 0 ? 1 : 0);
        lo[account] = sum;
        long total = totalLo + addLo;
        totalHi = Work.addHigh(totalHi, addHi, Long.compareUnsigned(total, addLo) < 0 ? 1 : 0);
        totalLo = total;
    }

    /**
     * @throws ArithmeticException when the account has less
     */
    public void subtract(int account, long subHi, long subLo) {
        if (account >= limit || less(hi[account], lo[account], subHi, subLo)) {
            throw new ArithmeticException("account " + account + " has less than what is taken from it");
        }
        hi[account] -= subHi + (Long.compareUnsigned(lo[account], subLo) < 0 ? 1 : 0);
        lo[account] -= subLo;
        totalHi -= subHi + (Long.compareUnsigned(totalLo, subLo) < 0 ? 1 : 0);
        totalLo -= subLo;
    }

    /** Unsigned comparison of two 128-bit numbers. */
    public static boolean less(long aHi, long aLo, long bHi, long bLo) {
        return aHi == bHi ? Long.compareUnsigned(aLo, bLo) < 0 : Long.compareUnsigned(aHi, bHi) < 0;
    }

    public long totalHi() {
        return totalHi;
    }

    public long totalLo() {
        return totalLo;
    }

    public BigInteger total() {
        return new Work(totalHi, totalLo).toBigInteger();
    }

    public boolean isEmpty() {
        return totalHi == 0 && totalLo == 0;
    }

    public BigInteger get(int account) {
        return account < limit ? new Work(hi[account], lo[account]).toBigInteger() : BigInteger.ZERO;
    }

    /** One more than the greatest account number that was ever added to. */
    public int limit() {
        return limit;
    }

    /** Forgets everything. */
    public void clear() {
        Arrays.fill(hi, 0);
        Arrays.fill(lo, 0);
        totalHi = 0;
        totalLo = 0;
        limit = 0;
    }

    public void write(StateWriter out) {
        out.putInt(limit);
        for (int i = 0; i < limit; i++) {
            out.putLong(hi[i]).putLong(lo[i]);
        }
    }

    public void read(StateReader in) {
        clear();
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            add(i, in.getLong(), in.getLong());
        }
        limit = count;
    }
}
