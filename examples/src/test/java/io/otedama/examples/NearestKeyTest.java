package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestKeyTest {
    private static final List<String> KNOWN = List.of("address", "listen", "nodes", "data", "coinbaseTag");

    @ParameterizedTest
    @CsvSource({
        "adress,address",
        "adderss,address",
        "Listen,listen",
        "node,nodes",
        "coinbase_tag,coinbaseTag",
        "dta,data"
    })
    void findsWhatWasMeant(String written, String meant) {
        assertThat(NearestKey.of(written, KNOWN)).contains(meant);
    }

    @Test
    void doesNotGuessWildly() {
        assertThat(NearestKey.of("password", KNOWN)).isEmpty();
        assertThat(NearestKey.of("", KNOWN)).isEmpty();
        assertThat(NearestKey.of("x", List.of())).isEmpty();
    }

    @Test
    void aSwapCountsOnce() {
        assertThat(NearestKey.distance("listen", "lisetn")).isEqualTo(1);
        assertThat(NearestKey.distance("", "abc")).isEqualTo(3);
        assertThat(NearestKey.distance("same", "same")).isZero();
    }
}
