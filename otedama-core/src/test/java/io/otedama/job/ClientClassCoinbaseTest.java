package io.otedama.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.SeededRandom;
import io.otedama.chain.TemplateTransaction;
import io.otedama.spi.ClientClass;
import io.otedama.spi.CoinbaseSplitSource;
import io.otedama.spi.CoinbaseSplitSource.CoinbaseSplit;
import io.otedama.spi.CoinbaseSplitSource.Output;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MiningJob.Purpose;
import io.otedama.testkit.CoinbaseText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rule 12: a coinbase never exceeds what the client's firmware takes, and classes share what is the same. */
class ClientClassCoinbaseTest {
    private static final String POOL = "00146f58bac9506f9bfb821d62e69330410bb56f0085";
    private static final long VALUE = 312_500_000;

    private static Job job(CoinbaseSplitSource splits) {
        BlockTemplate t = BlockTemplate.builder()
                .height(840_000)
                .previousBlock(Hash256.ZERO)
                .bits(0x1d00ffff)
                .minTime(1_700_000_000)
                .curTime(1_700_000_000)
                .coinbaseValue(VALUE)
                .transactions(List.of(new TemplateTransaction(new byte[] {1}, hash(1), hash(2), 0, 400)))
                .build();
        return new JobFactory(ExtranonceLayout.DEFAULT, Hex.decode(POOL), "x".repeat(40), splits, s -> {}, 1)
                .make(t, Purpose.NEW_BLOCK, t.curTime());
    }

    private static CoinbaseText text(JobVariant variant) {
        return new CoinbaseText(CoinbaseText.bytes(variant, new byte[12]));
    }

    private static CoinbaseSplit pay(int payees, long each, String script) {
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < payees; i++) {
            outputs.add(new Output(Hex.decode(script + String.format("%040x", i)), each));
        }
        return new CoinbaseSplit(7, outputs);
    }

    @Test
    void rule12_noCoinbaseExceedsItsClassAndTheRestStaysInThePoolsOutput() {
        Map<ClientClass, Integer> paid = new EnumMap<>(ClientClass.class);
        Job job = job((value, c, budget) -> pay(1_000, 1_000, "0014"));
        for (ClientClass c : ClientClass.all()) {
            CoinbaseText coinbase = text(job.variant(c));
            assertThat(coinbase.sizeBytes)
                    .as("room for one more output is not left")
                    .isBetween(c.maxCoinbaseBytes() - 31 - 3, c.maxCoinbaseBytes());
            assertThat(coinbase.sum()).isEqualTo(VALUE);
            assertThat(coinbase.scripts.get(0)).isEqualTo(POOL);
            assertThat(coinbase.scripts.get(coinbase.scripts.size() - 1)).startsWith("6a24aa21a9ed");
            paid.put(c, coinbase.scripts.size() - 2);
        }
        assertThat(job.variants()).hasSize(5);
        assertThat(List.copyOf(paid.values())).isSorted();
        assertThat(paid.get(ClientClass.NICEHASH)).isGreaterThan(5);
    }

    @Test
    void rule12_theBudgetIsNeverExceededWhateverTheSourceSays() {
        SeededRandom random = SeededRandom.forTest(getClass());
        for (int round = 0; round < 50; round++) {
            Map<ClientClass, Integer> budgets = new EnumMap<>(ClientClass.class);
            Job job = job((value, c, budget) -> {
                budgets.put(c, budget);
                List<Output> outputs = new ArrayList<>();
                for (int i = random.nextInt(700); i > 0; i--) {
                    outputs.add(new Output(random.bytes(1 + random.nextInt(42)), 1 + random.nextInt(400_000)));
                }
                return new CoinbaseSplit(9, outputs);
            });
            for (ClientClass c : ClientClass.all()) {
                JobVariant variant = job.variant(c);
                CoinbaseText coinbase = text(variant);
                int splitBytes = coinbase.scripts.subList(1, coinbase.scripts.size() - 1).stream()
                        .mapToInt(script -> 9 + script.length() / 2)
                        .sum();
                assertThat(splitBytes).isLessThanOrEqualTo(budgets.get(c));
                assertThat(coinbase.sizeBytes).isLessThanOrEqualTo(c.maxCoinbaseBytes());
                assertThat(coinbase.sum()).isEqualTo(VALUE);
            }
        }
    }

    @Test
    void classesThatArePaidAlikeShareOneVariant() {
        Job alike = job((value, c, budget) -> CoinbaseSplit.POOL_ONLY);
        assertThat(alike.variants()).hasSize(1);
        for (ClientClass c : ClientClass.all()) {
            assertThat(alike.variant(c)).isSameAs(alike.variants().get(0));
        }
        Job twelve = job((value, c, budget) -> pay(12, 1_000, "0014")); // 372 bytes
        assertThat(twelve.variants())
                .extracting(JobVariant::clientClass)
                .containsExactly(ClientClass.NICEHASH, ClientClass.ANTMINER);
        assertThat(twelve.variant(ClientClass.STANDARD)).isSameAs(twelve.variant(ClientClass.ANTMINER));
    }

    @Test
    void classesOfDifferentSplitsDoNotShare() {
        Job job = job((value, c, budget) -> new CoinbaseSplit(c == ClientClass.ANTMINER_S21 ? 2 : 1, List.of()));
        assertThat(job.variants())
                .extracting(JobVariant::clientClass)
                .containsExactly(ClientClass.NICEHASH, ClientClass.ANTMINER_S21, ClientClass.WHATSMINER);
        assertThat(job.variant(ClientClass.ANTMINER).splitId()).isEqualTo(1);
        assertThat(job.variant(ClientClass.ANTMINER_S21).splitId()).isEqualTo(2);
        assertThat(job.variant(ClientClass.STANDARD).splitId()).isEqualTo(1);
    }

    @Test
    void signatureOperationsStayWithinWhatTheNodeLeavesFree() {
        Job job = job((value, c, budget) -> new CoinbaseSplit(
                7,
                pay(300, 1_000, "76a914").outputs().stream()
                        .map(o -> new Output(Hex.decode(Hex.encode(o.script()) + "88ac"), o.value()))
                        .toList()));
        CoinbaseText coinbase = text(job.variant(ClientClass.STANDARD));
        int cost = coinbase.scripts.stream()
                .mapToInt(script -> SigOpCost.of(Hex.decode(script)))
                .sum();
        assertThat(cost).as("four are kept for who gets the rest").isEqualTo(CoinbaseRoom.MAX_SIGOP_COST - 4);
        assertThat(coinbase.sum()).isEqualTo(VALUE);
    }

    @Test
    void rule11_noSplitOutputReadsAsWitnessCommitment() {
        Output fake = new Output(Hex.decode("6a24aa21a9ed" + "00".repeat(32)), 1);
        assertThatThrownBy(() -> job((value, c, budget) -> new CoinbaseSplit(9, List.of(fake))))
                .hasMessageContaining("split 9")
                .hasMessageContaining("witness commitment");
    }

    @Test
    void aSplitOfEverythingLeavesNoOutputOfNothing() {
        CoinbaseText coinbase = text(job((v, c, b) -> pay(2, VALUE / 2, "0014")).variant(ClientClass.STANDARD));
        assertThat(coinbase.values).containsExactly(VALUE / 2, VALUE / 2, 0L);
        assertThat(coinbase.scripts.get(2)).startsWith("6a24aa21a9ed");
    }

    private static Hash256 hash(int salt) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) salt;
        return Hash256.ofInternal(bytes);
    }
}
