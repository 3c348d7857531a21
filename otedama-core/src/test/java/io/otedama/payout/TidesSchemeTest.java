package io.otedama.payout;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.payout.PayoutBook.DirectPayment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TidesSchemeTest extends PayoutSchemeContract {
    private static final int A = 1;
    private static final int B = 2;
    private static final int C = 3;

    @Override
    protected PayoutScheme scheme() {
        return new TidesScheme();
    }

    private SchemeBench filled() {
        SchemeBench bench = bench();
        bench.terms(NetworkBits.ofWork(100), 312_500_000);
        bench.share(A, 300);
        bench.share(B, 200);
        bench.share(A, 300);
        bench.share(C, 150);
        return bench;
    }

    @Test
    void eightTimesTheDifficultySharesSubsidyAndFeesAndTheOldestShareIsCut() {
        assertThat(SchemeBench.divide(314_000_000, filled().block(C)))
                .isEqualTo(Map.of(C, 58_875_000L, A, 176_625_000L, B, 78_500_000L));
    }

    @Test
    void theWindowShrinksWithTheDifficulty() {
        SchemeBench bench = filled();
        bench.terms(NetworkBits.ofWork(50), 312_500_000);
        assertThat(SchemeBench.divide(400, bench.block(C))).isEqualTo(Map.of(C, 150L, A, 250L));
    }

    @Test
    void sharesThatHadLeftComeBackWhenTheDifficultyRises() {
        SchemeBench bench = filled();
        bench.terms(NetworkBits.ofWork(25), 312_500_000);
        assertThat(SchemeBench.divide(200, bench.block(C))).isEqualTo(Map.of(C, 150L, A, 50L));
        bench.terms(NetworkBits.ofWork(100), 312_500_000);
        assertThat(SchemeBench.divide(800, bench.block(C))).isEqualTo(Map.of(C, 150L, A, 450L, B, 200L));
    }

    @Test
    void aWindowThatGrowsBackwardsOverManyMarksIsTheOneThatWasThereBefore() {
        SchemeBench changing = bench();
        SchemeBench constant = bench();
        for (SchemeBench bench : new SchemeBench[] {changing, constant}) {
            bench.terms(NetworkBits.ofWork(2000), 1000);
            for (int i = 0; i < 40_000; i++) {
                bench.share(i % 7, 1 + i % 5);
            }
        }
        changing.terms(NetworkBits.ofWork(500), 1000);
        changing.share(1, 3);
        constant.share(1, 3);
        changing.terms(NetworkBits.ofWork(1500), 1000);
        changing.share(2, 3);
        constant.share(2, 3);
        changing.terms(NetworkBits.ofWork(2000), 1000);
        assertThat(changing.block(1).byAccount()).isEqualTo(constant.block(1).byAccount());
    }

    /** A small pool: few shares come between two retargets. */
    @Test
    void twoRetargetsDownByFourAndTwoUpAgainGiveTheWindowThatWasThereBefore() {
        SchemeBench bench = bench();
        long[] sums = new long[7];
        bench.terms(NetworkBits.ofWork(16_000), 1000);
        for (int i = 0; i < 100_000; i++) {
            bench.share(i % 7, 1 + i % 5);
        }
        for (int network : new int[] {4_000, 1_000, 4_000, 16_000}) {
            bench.terms(NetworkBits.ofWork(network), 1000);
            for (int i = 0; i < 2_000; i++) {
                bench.share(3, 1);
            }
        }
        long left = 8 * 16_000 - 8_000;
        sums[3] = 8_000;
        for (int i = 99_999; left > 0; i--) {
            long used = Math.min(left, 1 + i % 5);
            sums[i % 7] += used;
            left -= used;
        }
        for (int account = 0; account < sums.length; account++) {
            assertThat(bench.block(1).weight(account).longValueExact())
                    .as("account %d", account)
                    .isEqualTo(sums[account]);
        }
    }

    @Test
    void anUnderFullWindowIsScaled() {
        SchemeBench bench = bench();
        bench.terms(NetworkBits.ofWork(100), 1000);
        bench.share(A, 30);
        bench.share(B, 10);
        assertThat(SchemeBench.divide(1000, bench.block(B))).isEqualTo(Map.of(A, 750L, B, 250L));
    }

    @Test
    void theCoinbasePaysByWeightUnlessTheOperatorWantsItOtherwise() {
        assertThat(bench().book().direct()).isEqualTo(DirectPayment.BY_WEIGHT);
        assertThat(new SchemeBench(scheme(), Map.of("direct", "no"), 0).book().direct())
                .isEqualTo(DirectPayment.NONE);
    }
}
