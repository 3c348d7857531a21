package io.otedama.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.otedama.chain.Difficulty;
import io.otedama.chain.ShareTarget;
import io.otedama.chain.Target;
import io.otedama.chain.Work;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExpectedBlocksTest {
    private static final int MAINNET = 0x1701d936; // difficulty above 10^14
    private static final int EASIER = 0x1702905c;
    private static final long SEED = 5;

    private final WorkerStatistics statistics = new WorkerStatistics();

    @Test
    void aShareAsHardAsABlockIsOne() {
        Work work = Work.of(Target.ofCompact(MAINNET));
        statistics.accepted(0, work.hi(), work.lo(), MAINNET, true);
        BlockExpectation seen = statistics.blockExpectation();
        assertThat(seen.expectedBlocks()).isCloseTo(1, within(1e-12));
        assertThat(seen.blocks()).isEqualTo(1);
        assertThat(seen.work() / work.toBigInteger().doubleValue()).isCloseTo(1, within(1e-12));
    }

    @Test
    void sharesOfAllDifficultiesAndNetworkTargetsAddUp() {
        Random random = new Random(SEED);
        BigDecimal exact = BigDecimal.ZERO;
        BigInteger total = BigInteger.ZERO;
        for (int i = 0; i < 20_000; i++) {
            int bits = i / 1_000 % 2 == 0 ? MAINNET : EASIER;
            Work work =
                    ShareTarget.of(Difficulty.of(1L << random.nextInt(40)), 1).work();
            statistics.accepted(i, work.hi(), work.lo(), bits, false);
            BigDecimal network = new BigDecimal(Work.of(Target.ofCompact(bits)).toBigInteger());
            exact = exact.add(new BigDecimal(work.toBigInteger()).divide(network, MathContext.DECIMAL128));
            total = total.add(work.toBigInteger());
        }
        BlockExpectation seen = statistics.blockExpectation();
        assertThat(seen.expectedBlocks() / exact.doubleValue()).isCloseTo(1, within(1e-12));
        assertThat(seen.work() / total.doubleValue()).isCloseTo(1, within(1e-12));
        assertThat(seen.blocks()).isZero();
        assertThat(statistics.acceptedShares()).isEqualTo(20_000);
    }

    @Test
    void theCarryBetweenTheWordsIsNotLost() {
        for (int i = 0; i < 3; i++) {
            statistics.accepted(0, 0, -1L, MAINNET, false);
        }
        assertThat(statistics.blockExpectation().work()).isEqualTo(3 * 0x1p64);
    }

    @Test
    void refusalsAreCountedByReason() {
        statistics.rejected(RejectReason.STALE);
        statistics.rejected(RejectReason.DUPLICATE);
        statistics.rejected(RejectReason.DUPLICATE);
        statistics.rejected();
        assertThat(statistics.rejectedShares()).isEqualTo(4);
        assertThat(statistics.rejectedShares(RejectReason.STALE)).isEqualTo(1);
        assertThat(statistics.rejectedShares(RejectReason.DUPLICATE)).isEqualTo(2);
        assertThat(statistics.rejectedShares(RejectReason.OTHER)).isEqualTo(1);
        assertThat(statistics.rejectedShares(RejectReason.MALFORMED)).isZero();
    }
}
