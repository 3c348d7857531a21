package io.otedama.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayoutTermsTest {
    private static List<String> keys(String text) {
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> PayoutTerms.parse(text));
        assertThat(refused).as(text).isNotNull();
        return refused.problems().stream().map(ConfigProblem::key).toList();
    }

    @Test
    void everyMistakeIsListedAtOnce() {
        assertThat(keys("pplns:window=abc,underfull=x,foo=1,fee=99999"))
                .containsExactlyInAnyOrder(
                        "payout.pplns.window", "payout.pplns.underfull", "payout.pplns.foo", "payout.pplns.fee");
        assertThat(keys("tides:window=2,direct=maybe,donation=-1,foo,window=0"))
                .containsExactlyInAnyOrder(
                        "payout.tides",
                        "payout.tides.window", // given twice
                        "payout.tides.window", // and 0
                        "payout.tides.direct",
                        "payout.tides.donation");
        assertThat(keys("pps:reserve=1.5")).containsExactly("payout.pps.reserve");
    }

    @Test
    void feeAndDonationTogetherLeaveSomethingAndADonationNeedsAnAddress() {
        assertThat(keys("prop:fee=6000,donation=5000"))
                .containsExactlyInAnyOrder("payout.prop.fee", "payout.prop.donation-to");
    }

    @Test
    void anUnknownSchemeIsRefusedWithTheNamesOfThoseThereAre() {
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> PayoutTerms.parse("pplnt:window=2"));
        assertThat(refused).hasMessageContaining("pplnt").hasMessageContaining("pplns, pps, prop, solo, tides");
    }

    @Test
    void whatIsParsedIsWhatTheJournalRemembers() {
        PayoutTerms terms = PayoutTerms.parse("pplns:window=3,underfull=scale,fee=150,donation=50,donation-to=xyz");
        assertThat(terms)
                .isEqualTo(new PayoutTerms("pplns", Map.of("window", "3", "underfull", "scale"), 150, 50, "xyz"));
        assertThat(terms.parameterText()).isEqualTo("underfull=scale,window=3");
        assertThat(PayoutTerms.parametersOf(terms.parameterText())).isEqualTo(terms.parameters());
        assertThat(PayoutTerms.parse("solo")).isEqualTo(PayoutTerms.of("solo"));
    }
}
