package io.otedama.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.SeededRandom;
import io.otedama.error.ConfigurationException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every {@link PayoutScheme} promises. Extend it to prove your own. */
public abstract class PayoutSchemeContract {
    private static final int STEPS = 3_000;
    private static final long[] AMOUNTS = {1, 7, 1000, 312_500_000, 1_000_000_000_000L};

    private final SeededRandom random = SeededRandom.forTest(getClass());

    protected abstract PayoutScheme scheme();

    /** Parameters to prove it with. */
    protected Map<String, String> parameters() {
        return Map.of();
    }

    /** A bench with a new book of the scheme. */
    protected final SchemeBench bench() {
        return bench(0);
    }

    protected final SchemeBench bench(int feeBasisPoints) {
        return new SchemeBench(scheme(), parameters(), feeBasisPoints);
    }

    @Test
    void itIsFoundByItsName() {
        assertThat(scheme().name()).matches("[a-z0-9-]+");
        assertThat(PayoutSchemes.byName(scheme().name()).getClass()).isEqualTo(scheme().getClass());
    }

    @Test
    void aParameterThatItDoesNotKnowIsRefusedByName() {
        Map<String, String> wrong = new TreeMap<>(parameters());
        wrong.put("no-such-key", "1");
        assertThatThrownBy(() -> new SchemeBench(scheme(), wrong, 0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no-such-key");
    }

    @Test
    void partsAndWhatIsRetainedAddUpToEveryBlockAndNoneIsNegative() {
        List<BlockWeights> blocks = new ArrayList<>();
        SchemeHistory history = SchemeHistory.random(random, STEPS);
        blocks.addAll(history.play(bench(), 0, history.length(), 1));
        assertThat(blocks).isNotEmpty();
        for (BlockWeights weights : blocks) {
            assertThat(weights.byAccount().values()).allMatch(w -> w.signum() > 0);
            assertThat(weights.retained()).isNotNegative();
            assertThat(weights.total()).isPositive();
            for (long amount : AMOUNTS) {
                Map<Integer, Long> parts = SchemeBench.divide(amount, weights);
                assertThat(parts.values()).allMatch(p -> p >= 0);
                assertThat(parts.values().stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(amount);
            }
        }
    }

    @Test
    void aBlockBeforeAnyShareIsSharedToo() {
        SchemeBench bench = bench();
        assertThat(bench.block(5).total()).isPositive();
        bench.terms(NetworkBits.ofWork(1000), 1000);
        assertThat(bench.block(5).total()).isPositive();
    }

    @Test
    void aBlockOfTheOnlyMinerGoesToNobodyElse() {
        SchemeBench bench = bench();
        bench.terms(NetworkBits.ofWork(1000), 1000);
        bench.share(3, BigInteger.TEN);
        assertThat(bench.block(3).byAccount().keySet()).isSubsetOf(3);
    }

    @Test
    void allWorkTimesAFactorChangesNothing() {
        SchemeHistory history = SchemeHistory.random(random, STEPS);
        for (int factor : new int[] {2, 7, 16}) {
            SchemeBench plain = bench(150);
            SchemeBench scaled = bench(150);
            List<BlockWeights> expected = history.play(plain, 0, history.length(), 1);
            List<BlockWeights> found = history.play(scaled, 0, history.length(), factor);
            for (int i = 0; i < expected.size(); i++) {
                for (long amount : AMOUNTS) {
                    assertThat(SchemeBench.divide(amount, found.get(i)))
                            .as("block %d with all work times %d", i, factor)
                            .isEqualTo(SchemeBench.divide(amount, expected.get(i)));
                }
            }
            assertThat(scaled.credited()).isEqualTo(plain.credited());
        }
    }

    @Test
    void aBookThatWasWrittenAndReadGoesOnAsIfNothingHadHappened() {
        SchemeHistory history = SchemeHistory.random(random, STEPS);
        SchemeBench whole = bench(100);
        List<BlockWeights> expected = history.play(whole, 0, history.length(), 1);
        SchemeBench part = bench(100);
        List<BlockWeights> found = new ArrayList<>();
        int at = 0;
        while (at < history.length()) {
            int to = Math.min(history.length(), at + 1 + random.nextInt(97));
            found.addAll(history.play(part, at, to, 1));
            at = to;
            byte[] state = part.state();
            part = part.continued();
            assertThat(part.state()).isEqualTo(state);
            assertThat(part.book().isReserveSpent())
                    .isEqualTo(part.continued().book().isReserveSpent());
        }
        assertSameBlocks(found, expected);
        assertThat(part.state()).isEqualTo(whole.state());
        assertThat(part.credited()).isEqualTo(whole.credited());
    }

    @Test
    void theSameCallsGetTheSameAnswers() {
        SchemeHistory history = SchemeHistory.random(random, STEPS);
        SchemeBench one = bench();
        SchemeBench other = bench();
        assertSameBlocks(history.play(one, 0, history.length(), 1), history.play(other, 0, history.length(), 1));
        assertThat(one.state()).isEqualTo(other.state());
        assertThat(one.credited()).isEqualTo(other.credited());
    }

    private static void assertSameBlocks(List<BlockWeights> found, List<BlockWeights> expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).byAccount())
                    .as("block %d", i)
                    .isEqualTo(expected.get(i).byAccount());
            assertThat(found.get(i).retained())
                    .as("block %d", i)
                    .isEqualTo(expected.get(i).retained());
        }
    }
}
