package io.otedama.stratum.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Sha256d;
import io.otedama.chain.TemplateTransaction;
import io.otedama.testkit.TemplateSample;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawTransactionTest {
    private final Sha256d sha = new Sha256d();

    private static List<TemplateTransaction> samples() {
        BlockTemplate node = TemplateSample.of("litecoin_regtest_gbt.json").template();
        return List.of(node.transactions().get(0), SampleTemplates.legacy(7), SampleTemplates.segwit(8));
    }

    @Test
    void hashesAndWeightAreThoseOfTheNode() {
        for (TemplateTransaction sample : samples()) {
            TemplateTransaction read = RawTransaction.ofTemplate(sample.data(), sha);
            assertThat(read.txid()).isEqualTo(sample.txid());
            assertThat(read.wtxid()).isEqualTo(sample.wtxid());
            assertThat(read.weight()).isEqualTo(sample.weight());
        }
    }

    @Test
    void everyTruncationIsRefused() {
        for (TemplateTransaction sample : samples()) {
            for (int length = 0; length < sample.data().length; length++) {
                byte[] cut = Arrays.copyOf(sample.data(), length);
                assertThatThrownBy(() -> RawTransaction.ofTemplate(cut, sha))
                        .as("%d of %d bytes", length, sample.data().length)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void bytesBehindATransactionAreRefused() {
        byte[] data = SampleTemplates.legacy(1).data();
        assertThatThrownBy(() -> RawTransaction.ofTemplate(Arrays.copyOf(data, data.length + 1), sha))
                .hasMessageContaining("1 bytes follow");
    }

    /** The last transaction of a Litecoin block belongs to its extension block, for which the protocol has no field. */
    @Test
    void anExtensionBlocksTransactionIsRefused() {
        List<TemplateTransaction> node =
                TemplateSample.of("litecoin_regtest_gbt.json").template().transactions();
        assertThatThrownBy(() ->
                        RawTransaction.ofTemplate(node.get(node.size() - 1).data(), sha))
                .hasMessageContaining("flag is 8");
    }

    @Test
    void aCountThatIsALieCostsNothing() {
        byte[] data = new byte[20];
        data[4] = (byte) 0xff; // inputs, claimed: 2^64 - 1
        Arrays.fill(data, 5, 13, (byte) 0xff);
        assertThatThrownBy(() -> RawTransaction.parse(data, 0)).hasMessageContaining("unfinished");
    }
}
