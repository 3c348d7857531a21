package io.otedama.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.spi.CoinbaseSplitSource.CoinbaseSplit;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MiningJob.Purpose;
import io.otedama.spi.TemplateUpdate;
import io.otedama.testkit.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When there is new work; the test's thread stands for the job thread, in virtual time. */
class TemplateFollowerTest {
    private static final byte[] SCRIPT = Hex.decode("00146f58bac9506f9bfb821d62e69330410bb56f0085");

    private final VirtualClock clock = new VirtualClock(1_700_000_100);
    private final JobTable table = new JobTable();
    private final List<Job> jobs = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private boolean splitsFail;
    private final JobFactory factory = new JobFactory(
            ExtranonceLayout.DEFAULT,
            SCRIPT,
            "/test/",
            (value, clientClass, budget) -> {
                if (splitsFail) {
                    throw new IllegalStateException("no split today");
                }
                return CoinbaseSplit.POOL_ONLY;
            },
            s -> {},
            1);
    private final TemplateFollower follower = new TemplateFollower(
            factory,
            table,
            job -> {
                table.add(job);
                jobs.add(job);
            },
            new FollowerConfig(Duration.ofSeconds(30)),
            clock,
            (where, error, fatal) -> errors.add(error));

    @AfterEach
    void close() {
        follower.close();
    }

    private static BlockTemplate.Builder template(int height, int salt) {
        byte[] hash = new byte[32];
        hash[0] = (byte) salt;
        return BlockTemplate.builder()
                .height(height)
                .previousBlock(Hash256.ofInternal(hash))
                .bits(0x1d00ffff)
                .minTime(1_700_000_000)
                .curTime(1_700_000_100)
                .coinbaseValue(5_000_000_000L);
    }

    private void push(int height, int salt, boolean reorg) {
        push(template(height, salt), reorg);
    }

    private void push(BlockTemplate.Builder t, boolean reorg) {
        attempt(() -> follower.accept(new TemplateUpdate(t.build(), reorg, "test")));
    }

    private void tick(Duration later) {
        clock.advance(later);
        attempt(follower::tick);
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            errors.add(e);
        }
    }

    private Job last() {
        return jobs.get(jobs.size() - 1);
    }

    @Test
    void rule05_onlyAnotherPreviousBlockIsClean() {
        push(10, 1, false);
        push(10, 1, false); // newer template, same block: waits for the refresh
        assertThat(jobs).extracting(Job::purpose).containsExactly(Purpose.NEW_BLOCK);
        tick(Duration.ofSeconds(30));
        assertThat(last().purpose()).isEqualTo(Purpose.REFRESH);
        follower.requestRedifficulty();
        tick(Duration.ofSeconds(1));
        assertThat(last().purpose()).isEqualTo(Purpose.REDIFFICULTY);
        push(11, 2, false);
        assertThat(last().purpose()).isEqualTo(Purpose.NEW_BLOCK);
        assertThat(jobs).hasSize(4);
    }

    @Test
    void rule05_aVeryLongBlockWithConstantWishesGetsAtMost256Jobs() {
        push(10, 1, false);
        for (int second = 0; second < 100_000; second++) {
            follower.requestRedifficulty();
            tick(Duration.ofSeconds(1));
        }
        assertThat(errors).isEmpty();
        assertThat(jobs).hasSize(256);
        assertThat(table.find(1)).isSameAs(jobs.get(0));
        push(11, 2, false);
        assertThat(last().purpose()).isEqualTo(Purpose.NEW_BLOCK);
        follower.requestRedifficulty();
        tick(Duration.ofSeconds(1));
        assertThat(jobs).hasSize(258);
    }

    @Test
    void aWishForAnotherDifficultyEachSecondDelaysNobodysRefresh() {
        push(1, 1, false);
        for (int second = 1; second <= 60; second++) {
            follower.requestRedifficulty();
            tick(Duration.ofSeconds(1));
        }
        assertThat(jobs.stream().filter(j -> j.purpose() == Purpose.REFRESH)).hasSize(2);
        assertThat(jobs.stream().filter(j -> j.purpose() == Purpose.REDIFFICULTY))
                .hasSize(58);
    }

    @Test
    void rule04_anyTwoJobsDifferInTheirCoinbaseAndTheirId() {
        for (int i = 0; i < 40; i++) {
            push(10 + i / 20, 1 + i / 20, false);
            follower.requestRedifficulty();
            tick(Duration.ofSeconds(1));
        }
        Set<String> ids = new HashSet<>();
        Set<String> coinbases = new HashSet<>();
        for (Job job : jobs) {
            JobVariant v = job.variants().get(0);
            assertThat(ids.add(job.id())).isTrue();
            assertThat(coinbases.add(Hex.encode(v.coinbasePrefix()))).isTrue();
        }
        assertThat(jobs).hasSize(42);
    }

    @Test
    void rule10_aHeightThatGoesBackIsIgnoredUnlessTheNodeSaysReorg() {
        push(10, 1, false);
        push(9, 2, false);
        assertThat(jobs).hasSize(1);
        push(10, 3, false); // same height, another tip: real
        assertThat(jobs).hasSize(2);
        push(9, 2, true);
        assertThat(last().height()).isEqualTo(9);
        push(10, 3, false);
        assertThat(jobs).hasSize(4).extracting(Job::purpose).containsOnly(Purpose.NEW_BLOCK);
    }

    @Test
    void rule05_aNewBlockWhoseJobFailedIsTriedAgainAndIsStillANewBlock() {
        push(10, 1, false);
        splitsFail = true;
        push(11, 2, false);
        tick(Duration.ofMillis(200));
        assertThat(errors).hasSize(1);
        tick(Duration.ofSeconds(1));
        assertThat(errors).hasSize(2);
        splitsFail = false;
        tick(Duration.ofSeconds(1));
        assertThat(last().height()).isEqualTo(11);
        assertThat(last().purpose()).isEqualTo(Purpose.NEW_BLOCK);
        assertThat(last().number()).isEqualTo(2);
    }

    @Test
    void rule10_aTemplateNobodyCanBuildOnDoesNotShutOutTheRealOnes() {
        push(10, 1, false);
        BlockTemplate.Builder liar = template(1_000_000, 66).witnessCommitment(new byte[38]);
        push(liar, false);
        assertThat(errors).hasSize(1);
        push(11, 2, false);
        assertThat(last().height()).isEqualTo(11);
    }

    @Test
    void rule04_failedAttemptsUseUpNoJobNumbers() {
        push(10, 1, false);
        splitsFail = true;
        for (int i = 0; i < 3000; i++) {
            tick(Duration.ofSeconds(30));
        }
        splitsFail = false;
        tick(Duration.ofSeconds(30));
        assertThat(last().number()).isEqualTo(2);
        assertThat(table.find(1)).as("still valid").isNotNull();
    }

    @Test
    void rule07_theHeaderTimeMovesOnWithTheNodesClock() {
        push(10, 1, false);
        tick(Duration.ofSeconds(30));
        assertThat(last().curTime()).isEqualTo(1_700_000_130);
        assertThat(last().minTime()).isEqualTo(1_700_000_000);
    }
}
