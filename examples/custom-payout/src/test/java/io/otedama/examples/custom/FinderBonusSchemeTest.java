package io.otedama.examples.custom;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.payout.PayoutScheme;
import io.otedama.payout.PayoutSchemeContract;
import io.otedama.payout.PayoutTerms;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FinderBonusSchemeTest extends PayoutSchemeContract {
    @Override
    protected PayoutScheme scheme() {
        return new FinderBonusScheme();
    }

    @Override
    protected Map<String, String> parameters() {
        return Map.of("bonus", "10");
    }

    @Test
    void isFoundByTheNameThatOperatorsWrite() {
        assertThat(PayoutTerms.parse("finder-bonus:bonus=10,fee=100").problems())
                .isEmpty();
    }
}
