package io.otedama.payout;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.otedama.chain.SeededRandom;
import io.otedama.chain.Work;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class ScoreTableTest {
    private static final int HARDEST = 0x170331db;
    private static final int[] BITS = {0x1d00ffff, 0x1a01aa3d, HARDEST};
    private static final int LOOKS = 200_000;

    private final SeededRandom random = SeededRandom.forTest(getClass());
    private final ScoreTable table = new ScoreTable();
    private final CreditedShare[] shares = new CreditedShare[2 * ScoreTable.MAX_RESULTS];

    private void shares() {
        for (int i = 0; i < shares.length; i++) {
            int bits = BITS[random.nextInt(BITS.length)];
            long hi = bits == HARDEST ? random.nextInt(1 << 8) : 0;
            shares[i] = new CreditedShare().set(1, 1, hi, random.nextLong() >>> 4, bits, 0);
        }
    }

    @Test
    void scoresAreExactHoweverManyDifficultiesThereAre() {
        shares();
        for (int i = 0; i < 10 * shares.length; i++) {
            CreditedShare share = shares[random.nextInt(shares.length)];
            table.look(share);
            BigInteger work = new Work(share.workHi(), share.workLo()).toBigInteger();
            BigInteger network = ScoreTable.networkWork(share.bits()).toBigInteger();
            assertThat(new Work(table.hi(), table.lo()).toBigInteger())
                    .isEqualTo(work.shiftLeft(ScoreTable.SCALE_BITS).divide(network));
        }
    }

    @Test
    void asManyAsFitAllocateNothingOnceTheyAreKnown() {
        shares();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        for (int i = 0; i < ScoreTable.MAX_RESULTS; i++) {
            table.look(shares[i]);
        }
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < LOOKS; i++) {
            table.look(shares[i % ScoreTable.MAX_RESULTS]);
        }
        assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(LOOKS);
    }
}
