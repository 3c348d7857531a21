package io.otedama.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PplnsSchemeTest extends PayoutSchemeContract {
    private static final int A = 1;
    private static final int B = 2;
    private static final int C = 3;
    private static final int RETAINED = -1;

    @Override
    protected PayoutScheme scheme() {
        return new PplnsScheme();
    }

    /** With the under-full window shared among those who are there. */
    @Nested
    class Scaling extends PayoutSchemeContract {
        @Override
        protected PayoutScheme scheme() {
            return new PplnsScheme();
        }

        @Override
        protected Map<String, String> parameters() {
            return Map.of("underfull", "scale", "window", "0.5");
        }
    }

    @Test
    void theShareThatCrossesTheWindowCountsForThePartThatFits() {
        SchemeBench bench = bench();
        bench.terms(NetworkBits.ofWork(1000), 1000);
        bench.share(A, 400);
        bench.share(B, 500);
        bench.share(A, 300);
        bench.share(C, 600);
        bench.share(B, 200);
        bench.share(A, 500);
        assertThat(SchemeBench.divide(1000, bench.block(A))).isEqualTo(Map.of(A, 400L, C, 300L, B, 300L));
        assertThat(bench.book().retainFrom())
                .as("the crossing share is the second")
                .isEqualTo(2);
    }

    @Test
    void whatAnUnderFullWindowLeavesIsRetained() {
        SchemeBench bench = bench();
        bench.terms(NetworkBits.ofWork(1000), 1000);
        bench.share(A, 400);
        bench.share(B, 500);
        assertThat(SchemeBench.divide(1000, bench.block(B))).isEqualTo(Map.of(A, 200L, B, 250L, RETAINED, 550L));
    }

    @Test
    void anUnderFullWindowIsSharedByThoseWhoAreThereWhenTheOperatorSaysSo() {
        SchemeBench bench = new SchemeBench(scheme(), Map.of("underfull", "scale"), 0);
        bench.terms(NetworkBits.ofWork(1000), 1000);
        bench.share(A, 400);
        bench.share(B, 500);
        assertThat(SchemeBench.divide(900, bench.block(B))).isEqualTo(Map.of(A, 400L, B, 500L));
    }

    @Test
    void scoresKeepTheDifficultyOfTheirOwnTime() {
        SchemeBench bench = new SchemeBench(scheme(), Map.of("window", "1"), 0);
        bench.terms(NetworkBits.ofWork(10_000), 1000);
        for (int i = 0; i < 10; i++) {
            bench.share(A, 1000);
        }
        bench.terms(NetworkBits.ofWork(20_000), 1000);
        for (int i = 0; i < 10; i++) {
            bench.share(B, 1000);
        }
        assertThat(SchemeBench.divide(10_000, bench.block(B))).isEqualTo(Map.of(A, 5000L, B, 5000L));
        assertThat(bench.book().retainFrom()).as("the last five of A are paid").isBetween(5L, 6L);
    }

    @Test
    void windowsIgnoreWhereBlocksAre() {
        SchemeBench bench = bench();
        bench.terms(NetworkBits.ofWork(1000), 1000);
        bench.share(A, 1500);
        bench.block(A);
        bench.share(B, 500);
        assertThat(SchemeBench.divide(1000, bench.block(B))).isEqualTo(Map.of(A, 750L, B, 250L));
    }

    @Test
    void aShareThatIsGreaterThanTheWindowFillsIt() {
        SchemeBench bench = bench();
        bench.terms(NetworkBits.ofWork(1000), 1000);
        bench.share(A, 1999);
        bench.share(B, 2000);
        assertThat(SchemeBench.divide(1000, bench.block(B))).isEqualTo(Map.of(B, 1000L));
        bench.share(C, 5000);
        assertThat(SchemeBench.divide(1000, bench.block(C))).isEqualTo(Map.of(C, 1000L));
    }
}
