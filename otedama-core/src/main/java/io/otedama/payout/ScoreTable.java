package io.otedama.payout;

import io.otedama.chain.Target;
import io.otedama.chain.Work;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Score of a share: {@code floor(work · 2^96 / network work)}. Divisions of 224-bit numbers are slow and allocate, but pools
 * give out few difficulties: results are kept, and none drives out another one until the table is full. One thread.
 */
final class ScoreTable {
    /** A share that is a block has a score of one; everything else less. */
    static final int SCALE_BITS = 96;

    private static final int SLOTS = 4096;

    /** Results kept; one more and all are forgotten. */
    static final int MAX_RESULTS = SLOTS / 4 * 3;

    private final long[] workHi = new long[SLOTS];
    private final long[] workLo = new long[SLOTS];
    private final int[] bits = new int[SLOTS]; // 0 is no valid target: the slot is empty
    private final long[] scoreHi = new long[SLOTS];
    private final long[] scoreLo = new long[SLOTS];
    private int results;
    private int found;

    ScoreTable() {}

    /** Computes the score that {@link #hi()} and {@link #lo()} then give. */
    void look(CreditedShare share) {
        long mixed = (share.workLo() * 0x9E3779B97F4A7C15L + share.workHi()) * 0xBF58476D1CE4E5B9L + share.bits();
        int slot = (int) (mixed ^ mixed >>> 32) & SLOTS - 1;
        while (bits[slot] != 0) {
            if (bits[slot] == share.bits() && workLo[slot] == share.workLo() && workHi[slot] == share.workHi()) {
                found = slot;
                return;
            }
            slot = slot + 1 & SLOTS - 1;
        }
        if (results == MAX_RESULTS) {
            Arrays.fill(bits, 0);
            results = 0;
        }
        compute(slot, share);
        results++;
        found = slot;
    }

    private void compute(int slot, CreditedShare share) {
        BigInteger network = networkWork(share.bits()).toBigInteger();
        BigInteger work = new Work(share.workHi(), share.workLo()).toBigInteger();
        Work score = Work.of(work.shiftLeft(SCALE_BITS).divide(network));
        bits[slot] = share.bits();
        workHi[slot] = share.workHi();
        workLo[slot] = share.workLo();
        scoreHi[slot] = score.hi();
        scoreLo[slot] = score.lo();
    }

    static Work networkWork(int compactBits) {
        return Work.of(Target.ofCompact(compactBits));
    }

    long hi() {
        return scoreHi[found];
    }

    long lo() {
        return scoreLo[found];
    }
}
