package io.otedama.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PpsSchemeTest extends PayoutSchemeContract {
    private static final int A = 1;
    private static final int TWO_PERCENT = 200;
    private static final long RICH = 1_000_000_000_000L;

    @Override
    protected PayoutScheme scheme() {
        return new PpsScheme();
    }

    @Override
    protected Map<String, String> parameters() {
        return Map.of("reserve", Long.toString(RICH));
    }

    private static void settle(SchemeBench bench, long subsidy) {
        bench.terms(NetworkBits.ofWork(10_000), subsidy);
    }

    /** 3.0625 base units each: a floor at every share would lose 2 %. */
    @Test
    void aMillionSharesAreCreditedWithoutLosingTheirFractions() {
        SchemeBench bench = bench(TWO_PERCENT);
        settle(bench, 31_250);
        for (int i = 0; i < 1_000_000; i++) {
            bench.share(A, 1);
        }
        settle(bench, 31_250);
        assertThat(bench.credited()).isEqualTo(Map.of(A, 3_062_500L));
        assertThat(bench.balance()).isEqualTo(RICH - 3_062_500);
    }

    /** 0.200704 base units each. */
    @Test
    void sharesOfLessThanABaseUnitAddUp() {
        SchemeBench bench = bench(TWO_PERCENT);
        settle(bench, 2_048);
        for (int i = 0; i < 1_000_000; i++) {
            bench.share(A, 1);
            if (i % 1000 == 0) {
                settle(bench, 2_048);
            }
        }
        settle(bench, 2_048);
        assertThat(bench.credited()).isEqualTo(Map.of(A, 200_704L));
    }

    @Test
    void aFractionSurvivesAChangeOfDifficulty() {
        SchemeBench bench = bench();
        bench.terms(NetworkBits.ofWork(1000), 500);
        bench.share(A, 1); // 1/2
        bench.terms(NetworkBits.ofWork(2000), 500);
        assertThat(bench.credited()).isEmpty();
        bench.share(A, 2); // 1/2
        bench.terms(NetworkBits.ofWork(2000), 500);
        assertThat(bench.credited()).isEqualTo(Map.of(A, 1L));
    }

    @Test
    void aFractionSurvivesWhileOthersWorkAndTheAccountRests() {
        SchemeBench bench = bench();
        bench.terms(NetworkBits.ofWork(1000), 500);
        bench.share(100, 1);
        bench.terms(NetworkBits.ofWork(2000), 500);
        bench.share(A, 2);
        bench.terms(NetworkBits.ofWork(1000), 500);
        bench.share(100, 1);
        bench.terms(NetworkBits.ofWork(1000), 500);
        assertThat(bench.credited()).isEqualTo(Map.of(100, 1L));
    }

    @Test
    void blocksGoToTheReserve() {
        SchemeBench bench = bench();
        settle(bench, 31_250);
        bench.share(A, 10);
        assertThat(bench.block(A).byAccount()).isEmpty();
        assertThat(bench.book().bearsRisk()).isTrue();
        assertThat(bench.book().deposit()).isEqualTo(RICH);
    }

    @Test
    void sharesAreRefusedWhenTheReserveIsSpentUntilItIsFilledAgain() {
        SchemeBench bench = new SchemeBench(scheme(), Map.of("reserve", "10"), 0);
        settle(bench, 10_000); // one base unit for each hash
        for (int i = 0; i < 10; i++) {
            assertThat(bench.book().isReserveSpent()).as("after %d shares", i).isFalse();
            bench.share(A, 1);
        }
        assertThat(bench.book().isReserveSpent()).isTrue();
        settle(bench, 10_000);
        assertThat(bench.balance()).isZero();
        assertThat(bench.book().isReserveSpent()).isTrue();
        bench.earn(1);
        settle(bench, 10_000);
        assertThat(bench.book().isReserveSpent()).isFalse();
    }

    @Test
    void aShareIsWorthWhatTheDifficultyOfItsOwnJobSays() {
        SchemeBench bench = bench();
        bench.terms(NetworkBits.ofWork(1000), 1000);
        CreditedShare late = new CreditedShare().set(1, A, 0, 6, NetworkBits.ofWork(500), 1000);
        bench.book().onShare(late);
        bench.terms(NetworkBits.ofWork(1000), 1000);
        assertThat(bench.credited()).isEqualTo(Map.of(A, 12L));
    }

    @Test
    void aShareIsWorthWhatTheSubsidyOfItsOwnJobSays() {
        SchemeBench bench = bench(TWO_PERCENT);
        int bits = NetworkBits.ofWork(1000);
        bench.terms(bits, 200_000);
        bench.share(A, 5); // 980
        bench.terms(bits, 100_000);
        bench.book().onShare(new CreditedShare().set(2, A, 0, 3, bits, 200_000)); // 588, though it came late
        bench.share(A, 2); // 196
        bench = bench.continued();
        bench.terms(bits, 200_000); // a reorganisation takes the halving back
        bench.book().onShare(new CreditedShare().set(4, A, 0, 1, bits, 100_000)); // 98
        bench.share(A, 1); // 196
        bench.terms(bits, 200_000);
        assertThat(bench.credited()).isEqualTo(Map.of(A, 980L + 588 + 196 + 98 + 196));
    }

    /** Ruin {@code exp(-2fR/B)}, so that a ruin of δ takes {@code R = B·ln(1/δ)/(2f)} (Rosenfeld). */
    @Test
    void theStatedRuinProbabilityIsRosenfelds() {
        assertThat(Math.log(1000) / (2 * 0.01)).isEqualTo(345.4, within(0.05));
        assertThat(Math.log(1000) / (2 * 0.02)).isEqualTo(172.7, within(0.05));
        assertThat(Math.log(1000) / (2 * 0.05)).isEqualTo(69.1, within(0.05));
        assertThat(Math.exp(-2 * 0.02 * 100)).isEqualTo(0.0183, within(0.00005));
    }
}
