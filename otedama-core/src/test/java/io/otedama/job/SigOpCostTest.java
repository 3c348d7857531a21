package io.otedama.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigOpCostTest {
    @ParameterizedTest
    @CsvSource({
        "76a914acacacacacacacacacacacacacacacacacacacac88ac, 4", // P2PKH: only what is not pushed counts
        "a914acacacacacacacacacacacacacacacacacacacac87, 0", // P2SH
        "0014acacacacacacacacacacacacacacacacacacacac, 0", // P2WPKH
        "5120aeaeaeaeaeaeaeaeaeaeaeaeaeaeaeaeaeaeaeaeaeaeaeaeaeaeaeaeaeaeaeae, 0", // P2TR
        "ac, 4",
        "ad, 4",
        "ae, 80",
        "af, 80",
        "51ae, 80", // not accurate: 20 for any multisig
        "4c02acacac, 4", // PUSHDATA1
        "4d0200acacac, 4", // PUSHDATA2
        "4e02000000acacac, 4", // PUSHDATA4
        "ac4cffac, 4", // a push over the end hides what follows
        "ac4effffffffac, 4",
        "ac4d, 4",
        "4b, 0",
    })
    void countedAsBitcoinCoreCountsWhatItDoesNotRun(String script, int cost) {
        assertThat(SigOpCost.of(Hex.decode(script))).isEqualTo(cost);
    }
}
