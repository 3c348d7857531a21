package io.otedama.session;

import static io.otedama.session.VardiffSimulation.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Poisson rule against simulated miners: 1 MH/s to 1 EH/s, 2 to 20 seconds. A rule about chance can be asserted only
 * for most seeds; which share of them is said at each test. A failure names the seeds.
 */
class PoissonVardiffTest {
    private static final int SEEDS = 300;
    private static final long HOUR = 3600 * SECOND;
    private static final double HASHRATE = 1e14;

    static Stream<Arguments> miners() {
        return Stream.of(1e6, 1e9, 1e12, 1e15, 1e18)
                .flatMap(hashrate -> Stream.of(2, 5, 10, 20).map(seconds -> Arguments.of(hashrate, seconds)));
    }

    @ParameterizedTest
    @MethodSource("miners")
    void risesFromOneThousandthWithinAMinute(double hashrate, int seconds) {
        Difficulty ideal = VardiffSimulation.ideal(hashrate, seconds * SECOND);
        assertHolds(
                0.99,
                seed -> simulation(seconds, times(ideal, "0.001"), hashrate, seed)
                        .runUntilConverged(ideal, 60 * SECOND));
    }

    @ParameterizedTest
    @MethodSource("miners")
    void fallsFromTenfoldWithinSixtyIntervals(double hashrate, int seconds) {
        Difficulty ideal = VardiffSimulation.ideal(hashrate, seconds * SECOND);
        assertHolds(
                0.98,
                seed -> simulation(seconds, times(ideal, "10"), hashrate, seed)
                        .runUntilConverged(ideal, 60 * seconds * SECOND));
    }

    /** A CPU miner on a port for large farms: nothing is known but silence. */
    @Test
    void fallsFromMillionfoldWithinTwoHundredIntervals() {
        Difficulty ideal = VardiffSimulation.ideal(1e6, 5 * SECOND);
        assertHolds(
                0.99,
                seed -> simulation(5, times(ideal, "1000000"), 1e6, seed).runUntilConverged(ideal, 200 * 5 * SECOND));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10, 20})
    void aSteadyMinerGetsAtMostTwoMessagesAnHour(int seconds) {
        Difficulty ideal = VardiffSimulation.ideal(HASHRATE, seconds * SECOND);
        assertHolds(0.99, seed -> {
            VardiffSimulation simulation = simulation(seconds, times(ideal, "0.001"), HASHRATE, seed);
            simulation.run(HOUR / 2);
            int before = simulation.messages().size();
            simulation.run(HOUR);
            return simulation.messages().size() - before <= 2 && simulation.isWithinTwo(ideal);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10, 20})
    void followsAHashrateThatBecomesTenfold(int seconds) {
        assertFollows(seconds, 10, 20 * seconds * SECOND);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10, 20})
    void followsAHashrateThatBecomesATenth(int seconds) {
        assertFollows(seconds, 0.1, 120 * seconds * SECOND);
    }

    private static void assertFollows(int seconds, double factor, long limitNs) {
        Difficulty before = VardiffSimulation.ideal(HASHRATE, seconds * SECOND);
        Difficulty after = VardiffSimulation.ideal(HASHRATE * factor, seconds * SECOND);
        assertHolds(0.99, seed -> {
            VardiffSimulation simulation = simulation(seconds, before, HASHRATE, seed);
            simulation.run(HOUR / 2);
            simulation.hashrate(HASHRATE * factor);
            return simulation.runUntilConverged(after, limitNs);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10, 20})
    void rule18_idleDecaySendsAtMostOneMessagePerFiveIntervalsAndKeepsTheFloor(int seconds) {
        Difficulty ideal = VardiffSimulation.ideal(HASHRATE, seconds * SECOND);
        DifficultyBounds bounds = new DifficultyBounds(times(ideal, "0.1"), Difficulty.MAX);
        assertHolds(1.0, seed -> {
            VardiffSimulation simulation =
                    simulation(seconds, ideal, HASHRATE, seed).within(bounds);
            simulation.run(HOUR / 2);
            simulation.hashrate(0);
            int before = simulation.messages().size();
            simulation.run(600 * SECOND);
            List<VardiffSimulation.Message> asleep =
                    simulation.messages().subList(before, simulation.messages().size());
            return !asleep.isEmpty()
                    && isSpaced(asleep, 5 * seconds * SECOND)
                    && simulation.inForce().compareTo(bounds.floor()) >= 0;
        });
    }

    @Test
    void rule18_aSleeperIsRememberedWellEnoughNotToFloodWhenItWakesUp() {
        Difficulty ideal = VardiffSimulation.ideal(HASHRATE, 5 * SECOND);
        assertHolds(0.99, seed -> {
            VardiffSimulation simulation = simulation(5, ideal, HASHRATE, seed);
            simulation.run(HOUR / 2);
            simulation.hashrate(0);
            simulation.run(600 * SECOND);
            boolean near = simulation.inForce().compareTo(times(ideal, "0.002")) >= 0;
            int before = simulation.messages().size();
            simulation.hashrate(HASHRATE);
            boolean converged = simulation.runUntilConverged(ideal, 300 * SECOND);
            return near && converged && simulation.messages().size() - before <= 3;
        });
    }

    @Test
    void rule18_floorAndCeilingAlwaysHold() {
        Difficulty ideal = VardiffSimulation.ideal(HASHRATE, 5 * SECOND);
        DifficultyBounds bounds = new DifficultyBounds(times(ideal, "0.5"), times(ideal, "2"));
        assertHolds(1.0, 100, seed -> {
            VardiffSimulation simulation = simulation(5, ideal, HASHRATE, seed).within(bounds);
            for (double factor : new double[] {100, 0, 1, 0.001, 500, 1}) {
                simulation.hashrate(HASHRATE * factor);
                simulation.run(120 * SECOND);
            }
            return simulation.messages().stream()
                    .allMatch(message -> bounds.clamp(message.difficulty()).equals(message.difficulty()));
        });
    }

    @ParameterizedTest
    @MethodSource("miners")
    void everyMessageChangesTheDifficultyAndParsesBackExactly(double hashrate, int seconds) {
        Difficulty ideal = VardiffSimulation.ideal(hashrate, seconds * SECOND);
        VardiffSimulation simulation = simulation(seconds, times(ideal, "1000"), hashrate, 1);
        for (double factor : new double[] {1, 30, 0, 1, 0.01, 3}) {
            simulation.hashrate(hashrate * factor);
            simulation.run(300 * seconds * SECOND);
        }
        assertThat(simulation.messages()).hasSizeGreaterThan(10);
        Difficulty previous = times(ideal, "1000");
        for (VardiffSimulation.Message message : simulation.messages()) {
            String json = message.difficulty().toString();
            assertThat(message.difficulty()).isNotEqualTo(previous);
            assertThat(json).matches("[0-9]+(\\.[0-9]+)?");
            assertThat(Difficulty.of(json)).isEqualTo(message.difficulty());
            assertThat(message.difficulty().toBigDecimal().precision()).isLessThanOrEqualTo(Difficulty.CHOSEN_DIGITS);
            previous = message.difficulty();
        }
    }

    @Test
    void twoSessionsOfOneWorkerAreIndependent() {
        PoissonVardiff shared = policy(5);
        Difficulty large = VardiffSimulation.ideal(1e14, 5 * SECOND);
        Difficulty small = VardiffSimulation.ideal(1e12, 5 * SECOND);
        VardiffSimulation together = new VardiffSimulation(shared, small, 1e14, 7);
        VardiffSimulation other = new VardiffSimulation(shared, large, 1e12, 8);
        VardiffSimulation alone = simulation(5, small, 1e14, 7);
        for (int i = 0; i < 1500; i++) {
            together.run(SECOND);
            other.run(SECOND);
            alone.run(SECOND);
        }
        assertThat(together.isWithinTwo(large)).isTrue();
        assertThat(other.isWithinTwo(small)).isTrue();
        assertThat(alone.inForce()).isEqualTo(together.inForce());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, -1000, 1000, -86_400, 86_400, -3_000_000_000L, 3_000_000_000L})
    void aClockThatStepsMovesNothingFar(long stepSeconds) {
        Difficulty ideal = VardiffSimulation.ideal(HASHRATE, 5 * SECOND);
        assertHolds(0.98, seed -> {
            VardiffSimulation simulation = simulation(5, ideal, HASHRATE, seed);
            simulation.run(HOUR / 2);
            int before = simulation.messages().size();
            simulation.stepClock(stepSeconds * SECOND);
            simulation.run(HOUR / 4);
            return simulation.messages().size() - before <= 1 && simulation.isWithinTwo(ideal);
        });
    }

    @Test
    void rule18_aNewDifficultyTakesEffectAtTheNextJobAndCreditStaysUnbiased() {
        assertHolds(1.0, 10, seed -> {
            Difficulty ideal = VardiffSimulation.ideal(HASHRATE, 2 * SECOND);
            VardiffSimulation simulation =
                    simulation(2, times(ideal, "0.01"), HASHRATE, seed).withJobsEvery((3 + seed % 27) * SECOND);
            for (int i = 0; simulation.shares() < 100_000; i++) {
                simulation.hashrate(HASHRATE * (1 + 9 * (i % 2)));
                simulation.run(HOUR / 4);
            }
            double deviation = simulation.credited() - simulation.expectedCredit();
            return Math.abs(deviation) <= 4 * Math.sqrt(simulation.creditedVariance());
        });
    }

    private static boolean isSpaced(List<VardiffSimulation.Message> messages, long gapNs) {
        for (int i = 1; i < messages.size(); i++) {
            if (messages.get(i).atNs() - messages.get(i - 1).atNs() < gapNs) {
                return false;
            }
        }
        return true;
    }

    private static void assertHolds(double fraction, LongPredicate property) {
        assertHolds(fraction, SEEDS, property);
    }

    private static void assertHolds(double fraction, int seeds, LongPredicate property) {
        List<Long> failed = LongStream.rangeClosed(1, seeds)
                .filter(seed -> !property.test(seed))
                .boxed()
                .toList();
        assertThat(failed).as("seeds that fail").hasSizeLessThanOrEqualTo((int) Math.floor((1 - fraction) * seeds));
    }

    private static VardiffSimulation simulation(int seconds, Difficulty start, double hashrate, long seed) {
        return new VardiffSimulation(policy(seconds), start, hashrate, seed);
    }

    private static PoissonVardiff policy(int seconds) {
        return new PoissonVardiff(VardiffConfig.defaults().withInterval(Duration.ofSeconds(seconds)));
    }

    private static Difficulty times(Difficulty difficulty, String factor) {
        return difficulty.scaledBy(new BigDecimal(factor));
    }
}
