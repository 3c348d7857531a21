package io.otedama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.chain.Target;
import io.otedama.chain.Work;
import io.otedama.session.ShareSubmission;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.ChainView.BlockPosition;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.MiningJob;
import io.otedama.spi.ShareJournal;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeMiner;
import io.otedama.testkit.FakeNode;
import io.otedama.testkit.OwnThreads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole engine without sockets: what a front end and a node see of it. */
class PoolEngineIT {
    private static final String ADDRESS = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";
    private static final Difficulty EASY = Difficulty.of("0.000001");
    private static final ShareTarget SHARE = ShareTarget.of(EASY, 1);

    private final FakeNode node = new FakeNode(FakeNode.HARD_BITS);
    private final FakeFrontEnd frontEnd = new FakeFrontEnd();
    private final ShareJournal journal = new InMemoryJournal();
    private Pool pool = builder().build();

    private PoolBuilder builder() {
        return Pool.builder()
                .node(node)
                .payoutAddress(ADDRESS)
                .frontEnd(frontEnd)
                .journal(journal)
                .fixedDifficulty(EASY);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private FakeMiner miner(String user) {
        FakeMiner miner = new FakeMiner(frontEnd, user, "x");
        miner.session.assign(currentJob());
        return miner;
    }

    private MiningJob currentJob() {
        return frontEnd.ingress().currentJob();
    }

    private MiningJob awaitJob(Hash256 previous) {
        await().until(() -> currentJob().previousBlock().equals(previous));
        return currentJob();
    }

    @Test
    void aShareIsCreditedItsDifficultyExactlyOnce() throws Exception {
        pool.start();
        FakeMiner miner = miner("alice.rig1");
        ShareSubmission share = miner.solve(currentJob(), 7, SHARE.target(), null);
        assertThat(miner.submit(share)).isEqualTo(ShareVerdict.ACCEPTED);
        assertThat(miner.submit(share)).isEqualTo(ShareVerdict.DUPLICATE);
        PoolSnapshot snapshot = pool.snapshot();
        assertThat(snapshot.creditedShares()).isEqualTo(1);
        assertThat(snapshot.creditedWork()).isEqualTo(SHARE.work());
        assertThat(snapshot.workers()).singleElement().satisfies(w -> {
            assertThat(w.name()).isEqualTo("alice.rig1");
            assertThat(w.acceptedShares()).isEqualTo(1);
            assertThat(w.rejectedShares()).isEqualTo(1);
        });
        assertThat(snapshot.connections()).isEqualTo(1);
    }

    @Test
    void rule06_theTargetBelongsToTheJobAsSent() throws Exception {
        pool.start();
        FakeMiner miner = miner("bob");
        MiningJob first = currentJob();
        miner.session.authorize("bob2", "d=0.000002");
        node.push(node.template(2, first.previousBlock()), true); // same previous block: not a new job yet
        MiningJob second = awaitJob(node.pushBlock(3, 1).previousBlock());
        assertThat(miner.session.assign(second)).isTrue();
        ShareTarget harder = ShareTarget.of(Difficulty.of("0.000002"), 1);
        // good enough for the old difficulty only
        ShareSubmission easy = miner.solve(second, 1, SHARE.target(), harder.target());
        assertThat(miner.submit(easy)).isEqualTo(ShareVerdict.LOW_DIFFICULTY);
        // a far better hash is credited what was asked for, not what was found
        ShareSubmission good = miner.solve(
                second, 2, ShareTarget.of(Difficulty.of("0.000008"), 1).target(), null);
        assertThat(miner.submit(good)).isEqualTo(ShareVerdict.ACCEPTED);
        assertThat(pool.snapshot().creditedWork()).isEqualTo(harder.work());
    }

    @Test
    void rule05_oldJobsOfTheSamePreviousBlockStayValidAndOthersAreStale() throws Exception {
        pool.start();
        FakeMiner miner = miner("carol");
        MiningJob first = currentJob();
        ShareSubmission late = miner.solve(first, 5, SHARE.target(), null);
        MiningJob second = awaitJob(node.pushBlock(2, 1).previousBlock());
        assertThat(second.purpose()).isEqualTo(MiningJob.Purpose.NEW_BLOCK);
        miner.session.assign(second);
        assertThat(miner.submit(late)).isEqualTo(ShareVerdict.STALE);
        // the tip goes back to A: its jobs are current again, and what was not credited can be
        node.push(node.template(1, first.previousBlock()), true);
        awaitJob(first.previousBlock());
        assertThat(miner.submit(late)).isEqualTo(ShareVerdict.ACCEPTED);
        assertThat(miner.submit(late)).isEqualTo(ShareVerdict.DUPLICATE);
    }

    @Test
    void rule13_aLateAndUnauthorizedBlockIsStillSubmittedOnce() throws Exception {
        node.bits = FakeNode.EASY_BITS;
        pool = builder().build();
        node.push(node.template(1, Hash256.ZERO), false);
        pool.start();
        node.pushBlock(2, 9);
        await().until(() -> currentJob().height() == 2);
        FakeMiner miner = miner("dave");
        MiningJob first = currentJob();
        ShareSubmission block = miner.solve(first, 1, first.networkTarget(), null);
        awaitJob(node.pushBlock(3, 2).previousBlock());
        block.worker = null;
        assertThat(miner.submit(block)).isEqualTo(ShareVerdict.UNAUTHORIZED);
        Hash256 hash = miner.header(first, block).hash();
        await().until(() -> node.submittedHashes().contains(hash));
        block.worker = miner.worker;
        assertThat(miner.submit(block)).isEqualTo(ShareVerdict.STALE);
        await().until(() -> pool.snapshot().blocks().size() == 1);
        assertThat(node.submittedHashes()).containsExactly(hash);
    }

    @Test
    void aBlockIsFollowedToMaturity() throws Exception {
        pool.start();
        node.bits = FakeNode.EASY_BITS;
        MiningJob job = awaitJob(node.pushBlock(2, 3).previousBlock());
        FakeMiner miner = miner("erin");
        ShareSubmission block = miner.solve(job, 1, job.networkTarget(), null);
        assertThat(miner.submit(block)).isIn(ShareVerdict.ACCEPTED, ShareVerdict.LOW_DIFFICULTY);
        Hash256 hash = miner.header(job, block).hash();
        node.place(hash, BlockPosition.inChain(1));
        await().until(() -> status(hash) == BlockRecord.Status.IN_CHAIN);
        assertThat(pool.snapshot().earned()).isEqualTo(5_000_000_000L);
        node.pushBlock(103, 4);
        node.place(hash, BlockPosition.inChain(101));
        await().until(() -> status(hash) == BlockRecord.Status.MATURE);
    }

    private BlockRecord.Status status(Hash256 hash) {
        return pool.snapshot().blocks().stream()
                .filter(b -> b.hash().equals(hash))
                .map(b -> b.status())
                .findFirst()
                .orElse(null);
    }

    @Test
    void anOrphanThatComesBackAfterARestartIsInTheChainAgain() throws Exception {
        pool.start();
        node.bits = FakeNode.EASY_BITS;
        MiningJob job = awaitJob(node.pushBlock(2, 3).previousBlock());
        FakeMiner miner = miner("ivan");
        ShareSubmission block = miner.solve(job, 1, job.networkTarget(), null);
        miner.submit(block);
        Hash256 hash = miner.header(job, block).hash();
        node.pushBlock(5, 4);
        await().until(() -> status(hash) == BlockRecord.Status.ORPHANED);
        pool.close();

        FakeNode later = new FakeNode(FakeNode.EASY_BITS);
        later.place(hash, BlockPosition.inChain(101));
        pool = Pool.builder()
                .node(later)
                .payoutAddress(ADDRESS)
                .frontEnd(new FakeFrontEnd())
                .journal(journal)
                .build();
        pool.start();
        later.pushBlock(103, 5);
        await().until(() -> status(hash) == BlockRecord.Status.MATURE);
    }

    @Test
    void rule14_duplicatesAreRememberedOverARestart() throws Exception {
        pool.start();
        FakeMiner miner = miner("frank");
        ShareSubmission share = miner.solve(currentJob(), 3, SHARE.target(), null);
        assertThat(miner.submit(share)).isEqualTo(ShareVerdict.ACCEPTED);
        long boot = pool.snapshot().job().number();
        Work before = pool.snapshot().creditedWork();
        pool.close();

        FakeFrontEnd second = new FakeFrontEnd();
        try (Pool again = Pool.builder()
                .node(new FakeNode(FakeNode.HARD_BITS))
                .payoutAddress(ADDRESS)
                .frontEnd(second)
                .journal(journal)
                .fixedDifficulty(EASY)
                .build()) {
            again.start();
            PoolSnapshot snapshot = again.snapshot();
            assertThat(snapshot.creditedWork()).isEqualTo(before);
            assertThat(snapshot.workers()).extracting(WorkerSnapshot::name).containsExactly("frank");
            assertThat(boot).isEqualTo(1);
            // the same job number and extranonce, but another boot number in the coinbase: other work
            FakeMiner same = new FakeMiner(second, "frank", "x");
            same.session.assign(second.ingress().currentJob());
            assertThat(same.header(second.ingress().currentJob(), share).hash())
                    .isNotEqualTo(miner.header(frontEnd.jobs.get(0), share).hash());
        }
    }

    @Test
    void rule13_aBlockThatNoNodeTookIsSubmittedByTheNextStart(@TempDir Path data) throws Exception {
        node.bits = FakeNode.EASY_BITS;
        pool = builder().dataDirectory(data).build();
        pool.start();
        MiningJob job = awaitJob(node.pushBlock(2, 3).previousBlock());
        FakeMiner miner = miner("hank");
        node.unreachable = true;
        ShareSubmission block = miner.solve(job, 1, job.networkTarget(), null);
        miner.submit(block);
        Hash256 hash = miner.header(job, block).hash();
        Path saved = data.resolve("blocks").resolve("2-" + hash + ".block");
        await().until(() -> Files.exists(saved));
        pool.close();
        assertThat(node.submitted).isEmpty();

        FakeNode back = new FakeNode(FakeNode.HARD_BITS);
        try (Pool again = Pool.builder()
                .node(back)
                .payoutAddress(ADDRESS)
                .frontEnd(new FakeFrontEnd())
                .dataDirectory(data)
                .build()) {
            again.start();
            await().until(() -> back.submittedHashes().equals(List.of(hash)));
            await().until(() -> Files.exists(data.resolve("blocks").resolve("2-" + hash + ".block.done")));
            assertThat(saved).doesNotExist();
        }
    }

    @Test
    void closeLeavesNoThread() {
        OwnThreads threads = new OwnThreads();
        threads.run(() -> {
            pool = builder().build();
            pool.start();
            assertThat(threads.alive()).isNotEmpty();
            pool.close();
        });
        await().untilAsserted(() -> assertThat(threads.alive()).isEmpty());
        assertThat(pool.state()).isEqualTo(PoolState.STOPPED);
        assertThat(node.closed).isTrue();
        assertThat(frontEnd.closed).isTrue();
        pool.close();
    }

    @Test
    void aBlockThatIsSolvedWhileThePoolClosesStillReachesTheNode() {
        node.bits = FakeNode.EASY_BITS;
        pool.start();
        MiningJob job = awaitJob(node.pushBlock(2, 6).previousBlock());
        FakeMiner miner = miner("hugo");
        ShareSubmission block = miner.solve(job, 1, job.networkTarget(), null);
        frontEnd.beforeClose = () -> frontEnd.lane().submit(miner.session, block);
        pool.close();
        assertThat(node.submittedHashes())
                .containsExactly(miner.header(job, block).hash());
    }

    @Test
    void targetIsNeverEasierThanTheNetwork() {
        node.bits = FakeNode.EASY_BITS;
        pool.start();
        awaitJob(node.pushBlock(2, 5).previousBlock());
        FakeMiner miner = miner("gina");
        Target network = currentJob().networkTarget();
        assertThat(miner.session.currentTarget().target()).isGreaterThanOrEqualTo(network);
    }
}
