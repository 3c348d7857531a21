package io.otedama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Difficulty;
import io.otedama.metrics.InMemoryMetrics;
import io.otedama.session.ShareSubmission;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.spi.MetricsSink;
import io.otedama.spi.MiningJob;
import io.otedama.spi.ShareJournal;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeMiner;
import io.otedama.testkit.FakeNode;
import io.otedama.testkit.FaultyJournal;
import io.otedama.testkit.VirtualClock;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** What a pool says of itself to orchestrators and monitors, while all goes well and while it does not. */
class PoolHealthTest {
    private final FakeNode node = new FakeNode(FakeNode.HARD_BITS);
    private final FakeFrontEnd frontEnd = new FakeFrontEnd();
    private final FaultyJournal journal = new FaultyJournal();
    private final CopyOnWriteArrayList<String> errors = new CopyOnWriteArrayList<>();

    private long tokens;

    private PoolBuilder builder(ShareJournal shares) {
        return Pool.builder()
                .node(node)
                .payoutAddress("bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9")
                .frontEnd(frontEnd)
                .journal(shares)
                .fixedDifficulty(Difficulty.MIN)
                .errorHandler((where, error, fatal) -> errors.add(where));
    }

    private ShareSubmission share(FakeMiner miner, long extranonce2) {
        MiningJob job = frontEnd.ingress().currentJob();
        ShareSubmission s = new ShareSubmission();
        s.worker = miner.worker;
        s.jobNumber = job.number();
        s.extranonce2 = extranonce2;
        s.token = ++tokens;
        s.extranonce2Size = miner.session.extranonce2Size();
        s.ntime = (int) job.curTime();
        return s;
    }

    private FakeMiner miner() {
        FakeMiner miner = new FakeMiner(frontEnd, "alice", "x");
        miner.session.assign(frontEnd.ingress().currentJob());
        return miner;
    }

    private static ComponentHealth component(PoolHealth health, String name) {
        return health.components().stream()
                .filter(c -> c.component().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPoolIsNotStartedThenReadyThenDrainingThenGone() {
        Pool pool = builder(journal).build();
        PoolHealth fresh = pool.health();
        assertThat(fresh.started()).isFalse();
        assertThat(fresh.live()).isTrue();
        assertThat(fresh.ready()).isFalse();
        pool.start();
        PoolHealth running = pool.health();
        assertThat(running.started()).isTrue();
        assertThat(running.ready()).isTrue();
        assertThat(running.reasons()).isEmpty();
        assertThat(running.status()).isEqualTo(Status.DEGRADED); // the fake node's clock stands in 2023
        assertThat(component(running, "clock").status()).isEqualTo(Status.DEGRADED);
        frontEnd.accepting = false;
        assertThat(pool.health().ready()).isFalse();
        assertThat(pool.health().reasons()).containsExactly("no front end accepts connections");
        assertThat(pool.health().live()).isTrue();
        pool.close();
        assertThat(pool.health().live()).isFalse();
        assertThat(pool.health().started()).isTrue();
        assertThat(pool.health().status()).isEqualTo(Status.DOWN);
    }

    @Test
    void aClockThatAgreesWithTheNodesIsUp() {
        BlockTemplate template = node.template(1, node.network().genesis());
        VirtualClock clock = new VirtualClock(template.curTime());
        WorkWatch watch = new WorkWatch(clock);
        watch.onTemplate(template);
        assertThat(watch.clock().status()).isEqualTo(Status.UP);
        clock.advance(Duration.ofSeconds(WorkWatch.MAX_SKEW_SECONDS + 1));
        watch.onTemplate(template);
        assertThat(watch.clock().status()).isEqualTo(Status.DEGRADED);
        assertThat(watch.clock().facts()).containsEntry("skewSeconds", "" + (WorkWatch.MAX_SKEW_SECONDS + 1));
        assertThat(watch.templateAgeSeconds()).isZero();
    }

    @Test
    void rule31_aDeadNodeEndsReadinessAfterAWhileAndNeverLife() {
        VirtualClock clock = new VirtualClock(1_700_000_100);
        try (Pool pool = builder(journal).clock(clock).build()) {
            pool.start();
            node.health = ComponentHealth.down("fake", "unreachable");
            assertThat(pool.health().ready()).as("work is good for a while").isTrue();
            clock.advance(Duration.ofSeconds(WorkWatch.MAX_BLIND_SECONDS + 1));
            PoolHealth health = pool.health();
            assertThat(health.ready()).isFalse();
            assertThat(health.live()).isTrue();
            assertThat(health.reasons()).containsExactly("there is no fresh work: unreachable");
            node.health = ComponentHealth.up("fake", "back");
            assertThat(pool.health().ready()).isTrue();
        }
    }

    @Test
    void rule31_aFailingJournalIsSeenInHealthAndMetricsAndThePoolResumes() throws InterruptedException {
        Remembered host = new Remembered();
        try (Pool pool = builder(journal).metrics(host).build()) {
            pool.start();
            FakeMiner miner = miner();
            submit(miner, 1);
            assertThat(pool.snapshot().creditedShares()).isEqualTo(1);
            journal.failAppend = n -> true; // the disk is full
            submit(miner, 2);
            assertThat(component(pool.health(), "journal").status()).isEqualTo(Status.DOWN);
            assertThat(pool.health().ready()).isFalse();
            assertThat(pool.health().live()).isTrue();
            await().until(() -> host.memory.snapshot().counters().get("shares.journal_unavailable") == 1);
            assertThat(host.memory.snapshot().counters()).containsEntry("journal.failures", 1L);
            assertThat(pool.snapshot().creditedShares())
                    .as("what was promised is kept")
                    .isEqualTo(1);
            journal.failAppend = n -> false; // somebody made room
            submit(miner, 2);
            assertThat(component(pool.health(), "journal").status()).isEqualTo(Status.UP);
            assertThat(pool.health().ready()).isTrue();
            assertThat(pool.snapshot().creditedShares()).isEqualTo(2);
            await().until(() -> pool.snapshot().counters().get("shares.accepted") == 2);
            assertThat(pool.snapshot().counters())
                    .as("the host's sink takes nothing away")
                    .isEqualTo(host.memory.snapshot().counters());
            assertThat(pool.snapshot().latencies().get("share.journal.latency").count())
                    .isEqualTo(2);
            assertThat(host.memory.snapshot().gauges()).containsKeys("pipeline.ring.used", "sessions.open");
        }
        assertThat(host.memory.snapshot().gauges())
                .as("a pool that is gone is asked for nothing")
                .isEmpty();
    }

    private void submit(FakeMiner miner, long extranonce2) throws InterruptedException {
        frontEnd.lane().submit(miner.session, share(miner, extranonce2));
        assertThat(frontEnd.awaitReplies()).isTrue();
    }

    @Test
    void rule31_aDiskThatHangsIsSeenWhileItHangs() throws InterruptedException {
        VirtualClock clock = new VirtualClock(1_700_000_100);
        CountDownLatch hangs = new CountDownLatch(1);
        try (Pool pool = builder(journal).clock(clock).build()) {
            pool.start();
            FakeMiner miner = miner();
            journal.failFlush = n -> {
                hang(hangs);
                return false;
            };
            frontEnd.lane().submit(miner.session, share(miner, 1));
            await().until(() -> {
                clock.advance(Duration.ofMillis(PoolHealthCheck.MAX_COMMIT_MS));
                return !pool.health().ready();
            });
            assertThat(pool.health().reasons()).containsExactly("shares cannot be kept: the journal's disk hangs");
            hangs.countDown();
            assertThat(frontEnd.awaitReplies()).isTrue();
            await().until(() -> pool.health().ready());
        } finally {
            hangs.countDown();
        }
    }

    private static void hang(CountDownLatch until) {
        try {
            assertThat(until.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A host's own sink. */
    private static final class Remembered implements MetricsSink {
        private final InMemoryMetrics memory = new InMemoryMetrics();

        @Override
        public Counter counter(String name, String description) {
            return memory.counter(name, description);
        }

        @Override
        public LatencyRecorder latency(String name, String description) {
            return memory.latency(name, description);
        }

        @Override
        public Gauge gauge(String name, String description, DoubleSupplier value) {
            return memory.gauge(name, description, value);
        }
    }
}
