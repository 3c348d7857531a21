package io.otedama.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.SeededRandom;
import io.otedama.chain.Sha256d;
import io.otedama.chain.TemplateTransaction;
import io.otedama.spi.ClientClass;
import io.otedama.spi.CoinbaseSplitSource;
import io.otedama.spi.CoinbaseSplitSource.CoinbaseSplit;
import io.otedama.spi.CoinbaseSplitSource.Output;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MiningJob.Purpose;
import io.otedama.testkit.CoinbaseText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules 11 and 28: what is in a coinbase. */
class CoinbaseRulesTest {
    private static final String POOL = "00146f58bac9506f9bfb821d62e69330410bb56f0085";
    private static final long VALUE = 625_024_600;

    private static BlockTemplate.Builder template() {
        return BlockTemplate.builder()
                .height(840_000)
                .previousBlock(Hash256.ZERO)
                .bits(0x1d00ffff)
                .minTime(1_700_000_000)
                .curTime(1_700_000_000)
                .coinbaseValue(VALUE);
    }

    private static JobVariant variant(
            BlockTemplate t, String tag, CoinbaseSplitSource splits, ExtranonceLayout layout) {
        return new JobFactory(layout, Hex.decode(POOL), tag, splits, s -> {}, 0x0102030405060708L)
                .make(t, Purpose.NEW_BLOCK, t.curTime())
                .variant(ClientClass.STANDARD);
    }

    private static CoinbaseText coinbase(BlockTemplate t, CoinbaseSplitSource splits) {
        JobVariant v = variant(t, "/Otedama/", splits, ExtranonceLayout.DEFAULT);
        return new CoinbaseText(CoinbaseText.bytes(v, new byte[12]));
    }

    private static CoinbaseSplit nobody(long value, Object clientClass, int budget) {
        return CoinbaseSplit.POOL_ONLY;
    }

    @ParameterizedTest
    @CsvSource({
        "1,51",
        "2,52",
        "16,60",
        "17,0111",
        "127,017f",
        "128,028000",
        "255,02ff00",
        "256,020001",
        "32767,02ff7f",
        "32768,03008000",
        "65536,03000001",
        "227836,03fc7903",
        "840000,0340d10c",
        "8388607,03ffff7f",
        "8388608,0400008000",
        "2147483647,04ffffff7f"
    })
    void rule11_theHeightIsPushedAsBip34Says(int height, String push) {
        assertThat(Hex.encode(CoinbaseBuilder.heightPush(height))).isEqualTo(push);
        CoinbaseText c = coinbase(template().height(height).build(), CoinbaseRulesTest::nobody);
        assertThat(Hex.encode(c.script)).startsWith(push + "18" + "0102030405060708" + "00000001");
        assertThat(c.lockTime).isEqualTo(height - 1);
        assertThat(c.sequence).isEqualTo(0xfffffffe);
        assertThat(c.version).isEqualTo(2);
    }

    @Test
    void rule11_theScriptHas2To100BytesAndLongerOnesAreRefused() {
        ExtranonceLayout widest = new ExtranonceLayout(8, 8, 0, 0);
        String longestTag = "x".repeat(JobFactory.maxTagBytes());
        for (int aux = 0; aux <= 40; aux++) {
            BlockTemplate t = template().coinbaseAux(new byte[aux]).build();
            int size = 4 + aux + 1 + 28 + 41;
            if (size <= 100) {
                JobVariant v = variant(t, longestTag, CoinbaseRulesTest::nobody, widest);
                assertThat(new CoinbaseText(CoinbaseText.bytes(v, new byte[16])).script)
                        .hasSize(size);
            } else {
                assertThatThrownBy(() -> variant(t, longestTag, CoinbaseRulesTest::nobody, widest))
                        .hasMessageContaining(size + " bytes");
            }
        }
        ExtranonceLayout narrowest = new ExtranonceLayout(2, 4, 0, 0);
        JobVariant least = variant(template().height(1).build(), "", CoinbaseRulesTest::nobody, narrowest);
        assertThat(new CoinbaseText(CoinbaseText.bytes(least, new byte[6])).script)
                .hasSizeBetween(2, 100);
    }

    @Test
    void rule11_theCommitmentIsTheLastOutputAndIsRecomputed() {
        TemplateTransaction tx = transaction(1, true);
        CoinbaseText c = coinbase(template().transactions(List.of(tx)).build(), (value, k, budget) -> pay(3, 1000));
        byte[] root = new byte[64];
        byte[] pair = new byte[64];
        tx.wtxid().writeTo(pair, 32);
        Sha256d.of(pair).writeTo(root, 0);
        assertThat(c.scripts.get(4)).isEqualTo("6a24aa21a9ed" + Sha256d.of(root).toInternalHex());
        assertThat(c.values.get(4)).isZero();
        assertThat(c.scripts.get(0)).isEqualTo(POOL);
        assertThat(c.sum()).isEqualTo(VALUE);
        assertThatThrownBy(() -> coinbase(
                        template()
                                .transactions(List.of(tx))
                                .witnessCommitment(Hex.decode("6a24aa21a9ed" + "00".repeat(32)))
                                .build(),
                        CoinbaseRulesTest::nobody))
                .hasMessageContaining("witness commitment");
    }

    @Test
    void rule11_noCommitmentWithoutWitness() {
        CoinbaseText c =
                coinbase(template().transactions(List.of(transaction(1, false))).build(), CoinbaseRulesTest::nobody);
        assertThat(c.scripts).containsExactly(POOL);
        assertThat(c.values).containsExactly(VALUE);
    }

    @Test
    void rule28_whatDoesNotFitGoesToThePoolAndNothingVanishes() {
        SeededRandom random = SeededRandom.forTest(getClass());
        for (int round = 0; round < 200; round++) {
            int payees = random.nextInt(900);
            long each = 1 + random.nextInt(1000);
            long weight = 3_960_000 + random.nextInt(36_000);
            TemplateTransaction filler = new TemplateTransaction(new byte[10], hash(1), hash(1), 0, weight);
            int[] budget = new int[1];
            CoinbaseText c = coinbase(template().transactions(List.of(filler)).build(), (value, k, bytes) -> {
                assertThat(value).isEqualTo(VALUE);
                budget[0] = bytes;
                return pay(payees, each);
            });
            int paid = c.values.size() - 1;
            assertThat(c.sum()).isEqualTo(VALUE);
            assertThat(paid).isEqualTo(Math.min(payees, budget[0] / 31));
            assertThat(c.sizeBytes).isLessThanOrEqualTo(16_000);
            assertThat(4L * c.sizeBytes + 36 + weight + 4 * 81).isLessThanOrEqualTo(4_000_000);
        }
    }

    @Test
    void rule28_aSplitOfMoreThanThereIsOrOfNothingIsRefused() {
        assertThatThrownBy(() -> coinbase(template().build(), (v, k, b) -> pay(2, VALUE)))
                .hasMessageContaining("pays");
        assertThatThrownBy(() -> coinbase(template().build(), (v, k, b) -> pay(1, 0)))
                .hasMessageContaining("pays 0");
        assertThatThrownBy(() -> coinbase(template().build(), (v, k, b) -> pay(3, Long.MAX_VALUE / 2)))
                .isInstanceOf(ArithmeticException.class);
        assertThat(coinbase(template().build(), (v, k, b) -> pay(1, VALUE)).values)
                .containsExactly(VALUE);
    }

    @Test
    void rule11_aTemplateWithoutRoomForACoinbaseIsRefused() {
        TemplateTransaction full = new TemplateTransaction(new byte[10], hash(1), hash(1), 0, 3_999_900);
        assertThatThrownBy(() -> coinbase(template().transactions(List.of(full)).build(), CoinbaseRulesTest::nobody))
                .hasMessageContaining("no weight for a coinbase");
    }

    @Test
    void rule09_theBranchKeepsTheTemplatesOrder() {
        List<TemplateTransaction> txs = List.of(transaction(9, false), transaction(3, false), transaction(7, false));
        BlockTemplate t = template().transactions(txs).build();
        Job job = new JobFactory(ExtranonceLayout.DEFAULT, Hex.decode(POOL), "", CoinbaseRulesTest::nobody, s -> {}, 1)
                .make(t, Purpose.NEW_BLOCK, t.curTime());
        assertThat(job.merkleBranch().get(0)).isEqualTo(hash(9));
        assertThat(job.merkleBranch()).hasSize(2);
        assertThat(job.template()).isSameAs(t);
    }

    private static CoinbaseSplit pay(int payees, long each) {
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < payees; i++) {
            outputs.add(new Output(Hex.decode("0014" + String.format("%040x", i)), each));
        }
        return new CoinbaseSplit(5, outputs);
    }

    private static TemplateTransaction transaction(int salt, boolean witness) {
        return new TemplateTransaction(new byte[] {(byte) salt}, hash(salt), hash(witness ? -salt : salt), 0, 400);
    }

    private static Hash256 hash(int salt) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) salt;
        return Hash256.ofInternal(bytes);
    }
}
