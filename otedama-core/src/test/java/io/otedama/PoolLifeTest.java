package io.otedama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.event.PoolEvent;
import io.otedama.metrics.HashrateSnapshot;
import io.otedama.session.ShareSubmission;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.MiningJob;
import io.otedama.spi.ShareJournal;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeMiner;
import io.otedama.testkit.FakeNode;
import io.otedama.testkit.FaultyJournal;
import io.otedama.testkit.OwnThreads;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Failing, draining, restarting, living beside another pool. */
class PoolLifeTest {
    private static final String ADDRESS = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";

    private final List<String> errors = new CopyOnWriteArrayList<>();

    /** Every hash is a share. */
    private PoolBuilder builder(FakeNode node, FakeFrontEnd frontEnd, ShareJournal journal) {
        return Pool.builder()
                .node(node)
                .payoutAddress(ADDRESS)
                .frontEnd(frontEnd)
                .journal(journal)
                .fixedDifficulty(Difficulty.MIN)
                .errorHandler((where, error, fatal) -> errors.add((fatal ? "fatal " : "") + where));
    }

    private static FakeNode node() {
        return new FakeNode(FakeNode.HARD_BITS);
    }

    private static FakeMiner miner(FakeFrontEnd frontEnd, String user) {
        FakeMiner miner = new FakeMiner(frontEnd, user, "x");
        miner.session.assign(frontEnd.ingress().currentJob());
        return miner;
    }

    private static ShareSubmission share(FakeFrontEnd frontEnd, FakeMiner miner, long extranonce2) {
        MiningJob job = frontEnd.ingress().currentJob();
        ShareSubmission s = new ShareSubmission();
        s.worker = miner.worker;
        s.jobNumber = job.number();
        s.extranonce2 = extranonce2;
        s.extranonce2Size = miner.session.extranonce2Size();
        s.ntime = (int) job.curTime();
        return s;
    }

    @Test
    void aStageThatThrowsStopsThePoolLoudlyAndWhole() {
        OwnThreads threads = new OwnThreads();
        FakeNode node = node();
        FakeFrontEnd frontEnd = new FakeFrontEnd();
        threads.run(() -> {
            FaultyJournal journal = new FaultyJournal();
            Pool pool = builder(node, frontEnd, journal)
                    .errorHandler((where, error, fatal) -> {
                        errors.add((fatal ? "fatal " : "") + where);
                        throw new IllegalStateException("the handler fails as well");
                    })
                    .build();
            pool.start();
            journal.failFlush = n -> {
                throw new IllegalStateException("a bug");
            };
            frontEnd.lane().submit(miner(frontEnd, "alice").session, share(frontEnd, miner(frontEnd, "bob"), 1));
            assertThat(pool.termination().orTimeout(20, TimeUnit.SECONDS).join())
                    .isEqualTo(PoolState.FAILED);
            assertThat(pool.state()).isEqualTo(PoolState.FAILED);
            pool.close();
            assertThat(pool.state()).isEqualTo(PoolState.FAILED);
        });
        assertThat(errors).hasSize(1).allMatch(e -> e.startsWith("fatal pipeline"));
        assertThat(node.closed).isTrue();
        assertThat(frontEnd.closed).isTrue();
        await().untilAsserted(() -> assertThat(threads.alive()).isEmpty());
    }

    @Test
    void rule16_everythingSubmittedBeforeCloseGetsItsVerdict() {
        FakeFrontEnd frontEnd = new FakeFrontEnd();
        InMemoryJournal journal = new InMemoryJournal();
        Pool pool = builder(node(), frontEnd, journal).build();
        pool.start();
        FakeMiner miner = miner(frontEnd, "alice");
        for (int i = 0; i < 2_000; i++) {
            ShareSubmission s = share(frontEnd, miner, i);
            s.token = i;
            assertThat(frontEnd.lane().submit(miner.session, s)).isEqualTo(ShareVerdict.PENDING);
        }
        pool.close();
        frontEnd.drainNow();
        assertThat(miner.verdicts).hasSize(2_000);
        assertThat(miner.verdicts.values()).containsOnly(ShareVerdict.ACCEPTED);
        assertThat(journal.durableSequence()).isEqualTo(2_000 + 4); // boot, job, worker, mark of the books
    }

    @Test
    void rule13_aBlockGoesOutWhileTheJournalFails() throws Exception {
        FakeNode node = new FakeNode(FakeNode.EASY_BITS);
        FakeFrontEnd frontEnd = new FakeFrontEnd();
        FaultyJournal journal = new FaultyJournal();
        try (Pool pool = builder(node, frontEnd, journal).build()) {
            pool.start();
            FakeMiner miner = miner(frontEnd, "alice");
            MiningJob job = frontEnd.ingress().currentJob();
            journal.failAppend = n -> true;
            ShareSubmission block = miner.solve(job, 1, job.networkTarget(), null);
            Hash256 hash = miner.header(job, block).hash();
            assertThat(miner.submit(block)).isEqualTo(ShareVerdict.JOURNAL_UNAVAILABLE);
            await().until(() -> node.submittedHashes().contains(hash));
            assertThat(pool.snapshot().blocks()).as("not in the books yet").isEmpty();
            await().until(() -> journal.refused() >= 2); // the share, and the block's record as well
            journal.failAppend = n -> false;
            assertThat(miner.submit(block)).as("sent once more").isEqualTo(ShareVerdict.ACCEPTED);
            assertThat(pool.snapshot().blocks()).extracting(b -> b.hash()).containsExactly(hash);
            assertThat(pool.state()).isEqualTo(PoolState.RUNNING);
            assertThat(node.submittedHashes()).containsExactly(hash);
        }
    }

    @Test
    void rule29_statisticsAndRule18_difficultySurviveARestart() throws Exception {
        InMemoryJournal journal = new InMemoryJournal();
        FakeFrontEnd first = new FakeFrontEnd();
        Difficulty hard = Difficulty.of("0.000001");
        PoolSnapshot before;
        Pool pool = builder(node(), first, journal).build();
        pool.start();
        FakeMiner miner = new FakeMiner(first, "alice.1", "d=0.000001");
        MiningJob job = first.ingress().currentJob();
        miner.session.assign(job);
        for (int i = 0; i < 3; i++) {
            ShareSubmission s = miner.solve(job, i, ShareTarget.of(hard, 1).target(), null);
            assertThat(miner.submit(s)).isEqualTo(ShareVerdict.ACCEPTED);
        }
        before = pool.snapshot();
        pool.close();

        FakeFrontEnd second = new FakeFrontEnd();
        try (Pool again = builder(node(), second, journal).build()) {
            again.start();
            PoolSnapshot after = again.snapshot();
            assertThat(after.creditedShares()).isEqualTo(3);
            assertThat(after.creditedWork()).isEqualTo(before.creditedWork());
            assertThat(after.workers()).singleElement().satisfies(w -> {
                assertThat(w.acceptedShares()).isEqualTo(3);
                assertThat(w.lastShareMillis())
                        .isEqualTo(before.workers().get(0).lastShareMillis());
            });
            HashrateSnapshot rate = after.hashrate();
            assertThat(rate.oneDay()).isPositive();
            FakeMiner back = new FakeMiner(second, "alice.1", "x");
            back.session.assign(second.ingress().currentJob());
            assertThat(back.session.currentTarget().difficulty()).isEqualTo(hard);
        }
    }

    @Test
    void rule14_theBootNumberGrowsWithEveryStart() {
        InMemoryJournal journal = new InMemoryJournal();
        byte[] last = new byte[0];
        for (int start = 0; start < 4; start++) {
            FakeFrontEnd frontEnd = new FakeFrontEnd();
            try (Pool pool = builder(node(), frontEnd, journal).build()) {
                pool.start();
                byte[] prefix =
                        frontEnd.ingress().currentJob().variants().get(0).coinbasePrefix();
                assertThat(java.util.Arrays.compareUnsigned(prefix, last)).isPositive();
                last = prefix;
            }
        }
    }

    @Test
    void twoPoolsInOneJvmKnowNothingOfEachOther() throws Exception {
        FakeFrontEnd one = new FakeFrontEnd();
        FakeFrontEnd two = new FakeFrontEnd();
        Pool first = builder(node(), one, new InMemoryJournal()).build();
        try (Pool second = builder(node(), two, new InMemoryJournal()).build()) {
            first.start();
            second.start();
            FakeMiner a = miner(one, "alice");
            FakeMiner b = miner(two, "alice");
            assertThat(a.submit(share(one, a, 1))).isEqualTo(ShareVerdict.ACCEPTED);
            assertThat(b.submit(share(two, b, 1))).isEqualTo(ShareVerdict.ACCEPTED);
            assertThat(b.submit(share(two, b, 2))).isEqualTo(ShareVerdict.ACCEPTED);
            first.close();
            assertThat(b.submit(share(two, b, 3))).isEqualTo(ShareVerdict.ACCEPTED);
            assertThat(second.snapshot().creditedShares()).isEqualTo(3);
        } finally {
            first.close();
        }
    }

    @Test
    void aListenerThatThrowsOrBlocksDelaysNoShare() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        FakeNode node = node();
        FakeFrontEnd frontEnd = new FakeFrontEnd();
        List<PoolEvent> heard = new CopyOnWriteArrayList<>();
        try (Pool pool = builder(node, frontEnd, new InMemoryJournal())
                .listener(event -> {
                    throw new IllegalStateException("listener");
                })
                .listener(event -> {
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    heard.add(event);
                })
                .build()) {
            pool.start();
            FakeMiner miner = miner(frontEnd, "alice");
            assertThat(miner.submit(share(frontEnd, miner, 1))).isEqualTo(ShareVerdict.ACCEPTED);
            Hash256 next = node.pushBlock(2, 1).previousBlock();
            await().until(() -> frontEnd.ingress().currentJob().previousBlock().equals(next));
            assertThat(heard).isEmpty();
            gate.countDown();
            await().until(() -> heard.stream().anyMatch(e -> e instanceof PoolEvent.JobIssued j && j.height() == 2));
            assertThat(errors).isNotEmpty().allMatch(e -> e.startsWith("listener"));
        }
    }
}
