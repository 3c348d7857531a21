package io.otedama.session;

import static io.otedama.session.VardiffSimulation.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Difficulty;
import io.otedama.error.ConfigurationException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The rule at its limits and one past them; interval 5 seconds. */
class PoissonCountsTest {
    private static final Difficulty CURRENT = Difficulty.of(1000);

    private final Vardiff vardiff = new PoissonVardiff(VardiffConfig.defaults()).open(0);

    @Test
    void halvesAfterFiveSilentIntervalsAndNotBefore() {
        assertThat(vardiff.propose(CURRENT, 25 * SECOND - 1)).isNull();
        assertThat(vardiff.propose(CURRENT, 25 * SECOND)).isEqualTo(Difficulty.of(500));
    }

    @Test
    void neverFallsInTheFirstSeconds() {
        Vardiff quick = new PoissonVardiff(VardiffConfig.defaults().withInterval(Duration.ofSeconds(1))).open(0);
        assertThat(quick.propose(CURRENT, PoissonVardiff.SETTLING_NS - 1)).isNull();
        assertThat(quick.propose(CURRENT, PoissonVardiff.SETTLING_NS)).isEqualTo(Difficulty.of(500));
    }

    @Test
    void rule18_aFloodRaisesAtOnceAndAtMostSixtyFourfold() {
        share(PoissonVardiff.RISE_SHARES - 1, SECOND / 10);
        assertThat(vardiff.propose(CURRENT, SECOND / 10)).isNull();
        share(1, SECOND / 10);
        assertThat(vardiff.propose(CURRENT, SECOND / 10)).isEqualTo(Difficulty.of(64_000));
    }

    @Test
    void sharesInNoTimeAreAFlood() {
        share(PoissonVardiff.RISE_SHARES, 0);
        assertThat(vardiff.propose(CURRENT, 0)).isEqualTo(Difficulty.of(64_000));
    }

    @Test
    void aRatioInsideTheBandIsLeftAloneHoweverManySharesProveIt() {
        assertThat(proposedAfter(100, 67)).isNull();
        assertThat(proposedAfter(100, 66)).isEqualTo(Difficulty.of(1510));
    }

    @Test
    void aChangeForgetsEverything() {
        share(1000, SECOND);
        vardiff.onChanged(SECOND);
        assertThat(vardiff.propose(CURRENT, SECOND)).isNull();
        assertThat(vardiff.propose(CURRENT, 26 * SECOND - 1)).isNull();
        assertThat(vardiff.propose(CURRENT, 26 * SECOND)).isEqualTo(Difficulty.of(500));
    }

    @Test
    void aSleeperIsHalvedEverMoreSlowly() {
        share(1, 0);
        vardiff.onChanged(0);
        long[] intervals = new long[7];
        long now = 0;
        for (int i = 0; i < intervals.length; i++) {
            while (vardiff.propose(CURRENT, now) == null) {
                now += 5 * SECOND;
                intervals[i]++;
            }
            vardiff.onChanged(now);
        }
        assertThat(intervals).containsExactly(5, 5, 5, 5, 10, 20, 40);
    }

    @Test
    void aLongSilenceMakesTheMemoryVoid() {
        for (int i = 1; i <= 100; i++) {
            share(1, i * 5 * SECOND);
        }
        long last = 500 * SECOND;
        assertThat(vardiff.propose(CURRENT, last + 30 * SECOND)).isNull();
        assertThat(vardiff.propose(CURRENT, last + 60 * SECOND)).isNull();
        assertThat(vardiff.propose(CURRENT, last + 65 * SECOND - 1)).isNull();
        assertThat(vardiff.propose(CURRENT, last + 65 * SECOND)).isEqualTo(Difficulty.of(500));
    }

    @Test
    void aSleeperAtTheFloorIsCountedAnewWhenItWakesUp() {
        share(1, SECOND);
        long now = SECOND;
        for (int i = 0; i < 10_000; i++) {
            now += 5 * SECOND;
            vardiff.propose(CURRENT, now);
        }
        share(1 + PoissonVardiff.RISE_SHARES, now);
        assertThat(vardiff.propose(CURRENT, now + SECOND)).isEqualTo(Difficulty.of(64_000));
    }

    @Test
    void aProposalThatIsNotTakenIsTheSameObjectUntilTheRateMoves() {
        share(PoissonVardiff.RISE_SHARES, SECOND);
        Difficulty first = vardiff.propose(CURRENT, SECOND);
        assertThat(first).isNotNull().isSameAs(vardiff.propose(CURRENT, SECOND));
        assertThat(vardiff.propose(Difficulty.of(7), SECOND)).isEqualTo(Difficulty.of(448));
    }

    @Test
    void theLargestAndSmallestDifficultyAreNotProposedAnew() {
        share(100, SECOND);
        assertThat(vardiff.propose(Difficulty.MAX, SECOND)).isNull();
        vardiff.onChanged(SECOND);
        assertThat(vardiff.propose(Difficulty.MIN, 31 * SECOND)).isNull();
    }

    @Test
    void allocatesNothingAsLongAsNothingChanges() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long now = 0;
        long allocatedBefore = 0;
        for (int i = 0; i < 300_000; i++) {
            if (i == 100_000) {
                allocatedBefore = threads.getCurrentThreadAllocatedBytes();
            }
            now += 5 * SECOND;
            vardiff.onShare(now);
            assertUnchanged(vardiff.propose(CURRENT, now));
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
        assertThat(allocated).as("bytes over 200,000 shares").isLessThan(100_000);
    }

    @Test
    void aStaticDifficultyNeverMoves() {
        StaticVardiff fixed = new StaticVardiff(CURRENT);
        Vardiff session = fixed.open(0);
        for (int i = 0; i < 1000; i++) {
            session.onShare(i);
        }
        assertThat(fixed.startDifficulty()).isEqualTo(CURRENT);
        assertThat(session.propose(CURRENT, 1000)).isNull();
        session.onChanged(1000);
        assertThat(session.propose(CURRENT, 1000 * SECOND)).isNull();
    }

    @Test
    void intervalsOutsideTheRangeAreRefused() {
        VardiffConfig config = VardiffConfig.defaults();
        assertThat(config.withInterval(VardiffConfig.MIN_INTERVAL).intervalNs()).isEqualTo(SECOND);
        assertThat(config.withInterval(VardiffConfig.MAX_INTERVAL).intervalNs()).isEqualTo(120 * SECOND);
        assertThatThrownBy(() -> config.withInterval(VardiffConfig.MIN_INTERVAL.minusNanos(1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("vardiff.interval");
        assertThatThrownBy(() -> config.withInterval(VardiffConfig.MAX_INTERVAL.plusNanos(1)))
                .isInstanceOf(ConfigurationException.class);
    }

    private static void assertUnchanged(Object proposal) {
        if (proposal != null) {
            throw new AssertionError("a steady miner was proposed " + proposal);
        }
    }

    /** What is proposed when so many shares came over so many intervals, evenly. */
    private static Difficulty proposedAfter(int shares, int intervals) {
        Vardiff vardiff = new PoissonVardiff(VardiffConfig.defaults()).open(0);
        long end = intervals * 5 * SECOND;
        Difficulty proposal = null;
        for (int i = 1; i <= shares; i++) {
            vardiff.onShare(end * i / shares);
            proposal = vardiff.propose(CURRENT, end * i / shares);
        }
        return proposal;
    }

    private void share(int count, long atNs) {
        for (int i = 0; i < count; i++) {
            vardiff.onShare(atNs);
        }
    }
}
