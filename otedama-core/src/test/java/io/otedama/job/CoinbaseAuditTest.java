package io.otedama.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hex;
import org.junit.jupiter.api.Test;

class CoinbaseAuditTest {
    // tail 01aa | sequence | 2 outputs: 5 to 51, 300 to 5152 | lock time
    private static final byte[] SUFFIX = Hex.decode(
            "01aa" + "feffffff" + "02" + "0500000000000000" + "0151" + "2c01000000000000" + "025152" + "09000000");

    @Test
    void rule11_theOutputsOfAFinishedCoinbaseMustSumUpToItsValue() {
        assertThatCode(() -> CoinbaseAudit.assertSum(SUFFIX, 2, 305)).doesNotThrowAnyException();
        assertThatThrownBy(() -> CoinbaseAudit.assertSum(SUFFIX, 2, 306))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pays 305")
                .hasMessageContaining("306");
    }

    @Test
    void bytesBehindTheOutputsAreAnError() {
        byte[] longer = java.util.Arrays.copyOf(SUFFIX, SUFFIX.length + 1);
        assertThatThrownBy(() -> CoinbaseAudit.assertSum(longer, 2, 305)).isInstanceOf(IllegalStateException.class);
    }
}
