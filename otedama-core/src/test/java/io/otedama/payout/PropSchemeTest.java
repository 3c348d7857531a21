package io.otedama.payout;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.SeededRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PropSchemeTest extends PayoutSchemeContract {
    private static final int A = 1;
    private static final int B = 2;
    private static final int C = 3;

    @Override
    protected PayoutScheme scheme() {
        return new PropScheme();
    }

    @Test
    void aBlockIsSharedByTheWorkOfItsRound() {
        SchemeBench bench = bench();
        bench.share(A, 700);
        bench.share(B, 250);
        bench.share(C, 50);
        long afterFee = 312_500_000L - 3_125_000;
        assertThat(SchemeBench.divide(afterFee, bench.block(C)))
                .isEqualTo(Map.of(A, 216_562_500L, B, 77_343_750L, C, 15_468_750L));
    }

    @Test
    void aBlockBeginsANewRound() {
        SchemeBench bench = bench();
        bench.share(A, 700);
        bench.block(A);
        bench.share(B, 1);
        assertThat(bench.block(B).byAccount().keySet()).containsExactly(B);
    }

    @Test
    void theOrderOfSharesInARoundDoesNotMatter() {
        SeededRandom random = SeededRandom.forTest(getClass());
        List<int[]> shares = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            shares.add(new int[] {random.nextInt(20), 1 + random.nextInt(1000)});
        }
        SchemeBench one = bench();
        shares.forEach(s -> one.share(s[0], s[1]));
        Collections.shuffle(shares, random);
        SchemeBench other = bench();
        shares.forEach(s -> other.share(s[0], s[1]));
        assertThat(other.block(0).byAccount()).isEqualTo(one.block(0).byAccount());
    }
}
