package io.otedama.stratum.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hex;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template may demand of a coinbase. */
class CoinbaseDemandsTest {
    @ParameterizedTest
    @CsvSource({
        "5200, 2, 00",
        "60, 16, ''",
        "0111, 17, ''",
        "017f, 127, ''",
        "028000, 128, ''",
        "02ff7f, 32767, ''",
        "03008000, 32768, ''",
        "03c08c0d, 888_000, ''",
        "03c08c0d0102, 888_000, 0102"
    })
    void theHeightIsReadFromThePrefix(String prefix, String height, String aux) throws Exception {
        CoinbasePrefix read = CoinbasePrefix.read(Hex.decode(prefix));
        assertThat(read.height()).isEqualTo(Integer.parseInt(height.replace("_", "")));
        assertThat(Hex.encode(read.aux())).isEqualTo(aux);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "0105", "02", "0280", "03012100", "0180", "05ffffffff00", "04ffffffff", "4c01"})
    void aPrefixWithoutAHeightInItsShortestFormIsRefused(String prefix) {
        assertThatThrownBy(() -> CoinbasePrefix.read(Hex.decode(prefix)))
                .isInstanceOf(RefusedTemplateException.class)
                .hasMessageContaining("coinbase_prefix " + prefix);
    }

    @Test
    void theCommitmentAloneIsTaken() throws Exception {
        byte[] script = SampleTemplates.commitment(List.of());
        assertThat(CoinbaseOutputs.commitment(1, FakeTemplateProvider.output(script)))
                .isEqualTo(script);
        assertThat(CoinbaseOutputs.commitment(0, new byte[0])).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0000000000000000016a, no witness commitment",
        "2, 0000000000000000016a0000000000000000016a, 2 outputs",
        "0, 00, 0 outputs",
        "1, 0000, ends in the middle",
        "1, 0000000000000000026a, 2 bytes is claimed",
        "1, 0000000000000000ffffffffffffffffff, 18446744073709551615 bytes"
    })
    void anyOtherOutputIsRefused(long count, String outputs, String message) {
        assertThatThrownBy(() -> CoinbaseOutputs.commitment(count, Hex.decode(outputs)))
                .isInstanceOf(RefusedTemplateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aCommitmentWithAValueIsRefused() {
        byte[] output = FakeTemplateProvider.output(SampleTemplates.commitment(List.of()));
        output[0] = 1;
        assertThatThrownBy(() -> CoinbaseOutputs.commitment(1, output)).hasMessageContaining("1 base units");
    }

    @Test
    void theCommitmentMustBeToTheTransactions() {
        byte[] other = SampleTemplates.commitment(List.of());
        assertThatThrownBy(() -> CoinbaseOutputs.check(other, List.of(SampleTemplates.segwit(1))))
                .hasMessageContaining("not that of the template's transactions");
        assertThatThrownBy(() -> CoinbaseOutputs.check(null, List.of(SampleTemplates.segwit(1))))
                .hasMessageContaining("no witness commitment");
    }
}
