package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveLineTest {
    @ParameterizedTest
    @CsvSource({
        "0,0.00 H/s",
        "999,999.00 H/s",
        "1000,1.00 kH/s",
        "1234567,1.23 MH/s",
        "1e13,10.00 TH/s",
        "1e21,1000.00 EH/s"
    })
    void hashratesHavePrefixes(double hashesPerSecond, String shown) {
        assertThat(LiveLine.hashrate(hashesPerSecond)).isEqualTo(shown);
    }
}
