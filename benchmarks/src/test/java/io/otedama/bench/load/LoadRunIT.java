package io.otedama.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Difficulty;
import io.otedama.stratum.client.SubmitReply;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The generator against a real server over loopback sockets. */
@Timeout(120)
class LoadRunIT {
    /** One hash in sixteen is a share. */
    private static final Difficulty SOME_HASHES = Difficulty.of("0.0000000037252902984619140625");

    @Test
    void everyShareOfASaturatingRunIsAcceptedAndCounted() {
        try (TestPool pool = new TestPool(Difficulty.MIN);
                LoadRun run = new LoadRun(pool.plan(20, 4, ShareMix.onlyGood(), 0))) {
            assertThat(run.connect().connections()).isEqualTo(20);
            Measurement measured = run.measure(Pace.MAX, 0.5);
            assertThat(run.drain()).isZero();

            assertThat(measured.accepted()).isGreaterThan(100);
            assertThat(measured.tally().lost + measured.tally().disconnects).isZero();
            assertThat(measured.latency().getTotalCount()).isGreaterThanOrEqualTo(measured.accepted());
            assertThat(measured.serverCpuNs()).isPositive();
            assertThat(pool.pool.snapshot().creditedShares()).isGreaterThanOrEqualTo(measured.accepted());
        }
    }

    @Test
    void whatAServerCannotKeepUpWithCountsFromWhenItWasDue() {
        try (TestPool pool = new TestPool(Difficulty.MIN);
                LoadRun run = new LoadRun(pool.plan(20, 2, ShareMix.onlyGood(), 0))) {
            run.connect();
            Measurement measured = run.measure(new Pace(LoadPlan.MAX_RATE), 0.5);
            assertThat(run.drain()).isZero();

            assertThat(measured.accepted()).isGreaterThan(100);
            assertThat(measured.submitted()).isLessThan(LoadPlan.MAX_RATE / 4);
            Histogram fromDue = measured.latency();
            Histogram fromSent = measured.tally().service;
            assertThat(fromDue.getMean()).isGreaterThan(10 * fromSent.getMean());
            assertThat(fromDue.getMaxValue()).isGreaterThan(200_000_000);
        }
    }

    @Test
    void aDifficultyForMinersIsRefused() {
        try (TestPool pool = new TestPool(Difficulty.of("1"));
                LoadRun run = new LoadRun(pool.plan(1, 1, ShareMix.onlyGood(), 1))) {
            run.connect();
            assertThatThrownBy(run::premine)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("hashes on average");
        }
    }

    @Test
    void everyKindOfShareGetsTheVerdictThatItDeserves() {
        ShareMix mix = ShareMix.parse("good=6,low=1,duplicate=1,stale=1");
        try (TestPool pool = new TestPool(SOME_HASHES);
                LoadRun run = new LoadRun(pool.plan(10, 2, mix, 50))) {
            run.connect();
            run.premine();
            Tally tally = run.measure(new Pace(2_000), 1).tally();
            assertThat(run.drain()).isZero();

            assertThat(tally.example).isEmpty();
            assertThat(tally.unexpected).isZero();
            assertThat(tally.accepted()).isPositive();
            assertThat(tally.answered[SubmitReply.LOW_DIFFICULTY]).isPositive();
            assertThat(tally.answered[SubmitReply.DUPLICATE_SHARE]).isPositive();
            assertThat(tally.answered[SubmitReply.JOB_NOT_FOUND]).isPositive();
        }
    }

    @Test
    void aMinerThatSendsGarbageIsCountedWhenTheServerEndsIt() {
        try (TestPool pool = new TestPool(Difficulty.MIN);
                LoadRun run = new LoadRun(pool.plan(3, 1, ShareMix.parse("malformed=1"), 0))) {
            run.connect();
            Tally tally = run.measure(Pace.MAX, 1).tally();
            assertThat(tally.disconnects).isEqualTo(3);
            assertThat(tally.accepted()).isZero();
        }
    }

    @Test
    void aNewBlockIsTimedFromTheFirstConnectionToTheLast() {
        try (TestPool pool = new TestPool(Difficulty.MIN);
                LoadRun run = new LoadRun(pool.plan(30, 1, ShareMix.onlyGood(), 0))) {
            run.connect();
            run.measure(Pace.NONE, 0.05);
            assertThat(run.fanoutsNs()).isEmpty();
            pool.node.pushBlock(2, 1);
            run.measure(Pace.MAX, 0.5);
            assertThat(run.fanoutsNs())
                    .singleElement()
                    .satisfies(ns -> assertThat(ns).isPositive());
        }
    }

    @Test
    void aStormComesAndGoesWhileTheOthersWork() {
        try (TestPool pool = new TestPool(Difficulty.MIN);
                LoadRun run = new LoadRun(pool.plan(5, 1, ShareMix.onlyGood(), 0))) {
            run.connect();
            run.measure(Pace.MAX, 0.2);
            for (int round = 0; round < 2; round++) {
                LoadRun.Storm storm = run.storm(Pace.MAX, 200);
                assertThat(storm.crowd().connections()).isEqualTo(200);
                assertThat(storm.crowd().connectLatency().getTotalCount()).isEqualTo(200);
                assertThat(storm.established().accepted()).isPositive();
            }
            assertThat(run.measure(Pace.MAX, 0.2).accepted()).isPositive();
        }
    }

    @Test
    void aServerThatIsNotThereIsSaid() {
        LoadPlan plan;
        try (TestPool pool = new TestPool(Difficulty.MIN)) {
            LoadPlan p = pool.plan(2, 1, ShareMix.onlyGood(), 0);
            plan = new LoadPlan(
                    p.server(),
                    p.connections(),
                    p.sourceAddresses(),
                    p.rampPerSecond(),
                    1,
                    p.mix(),
                    0,
                    false,
                    1,
                    0,
                    p.pids(),
                    p.user(),
                    "x",
                    p.algorithm(),
                    null,
                    1);
        }
        try (LoadRun run = new LoadRun(plan)) {
            assertThatThrownBy(run::connect).hasMessageContaining("0 of 2 connections");
        }
    }
}
