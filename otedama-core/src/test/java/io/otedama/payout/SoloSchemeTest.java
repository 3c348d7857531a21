package io.otedama.payout;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.payout.PayoutBook.DirectPayment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SoloSchemeTest extends PayoutSchemeContract {
    @Override
    protected PayoutScheme scheme() {
        return new SoloScheme();
    }

    @Test
    void theFinderGetsAllOfIt() {
        SchemeBench bench = bench();
        bench.terms(NetworkBits.ofWork(1000), 312_500_000);
        bench.share(1, 900);
        bench.share(2, 1);
        assertThat(SchemeBench.divide(312_500_000, bench.block(2))).isEqualTo(Map.of(2, 312_500_000L));
    }

    @Test
    void theCoinbasePaysTheFinderUnlessTheOperatorWantsItOtherwise() {
        assertThat(bench().book().direct()).isEqualTo(DirectPayment.OWNER);
        assertThat(new SchemeBench(scheme(), Map.of("direct", "no"), 0).book().direct())
                .isEqualTo(DirectPayment.NONE);
    }
}
