package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.OfflineLedger;
import io.otedama.OfflineLedger.Balance;
import io.otedama.Pool;
import io.otedama.PoolBuilder;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.node.CoreNode;
import io.otedama.node.regtest.RegtestBlock;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.payout.PayoutTerms;
import io.otedama.pow.PowHasher;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.storage.journal.FileJournal;
import io.otedama.storage.journal.JournalConfig;
import io.otedama.storage.journal.JournalReader;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import io.otedama.stratum.client.ClientListener;
import io.otedama.stratum.client.StratumClient;
import io.otedama.stratum.client.StratumJob;
import io.otedama.stratum.client.SubmitReply;
import io.otedama.stratum.client.WorkUnit;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Branches of the embedded chain that win, lose and win again, at every depth that a block can be orphaned at. */
@Timeout(180)
class ReorgIT {
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final int MATURITY = 21;
    private static final List<Integer> DEPTHS = List.of(1, 2, 3, 5, 8, 13, 20);
    private static final String POOL = "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn";
    private static final String ALICE = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";
    private static final String BOB = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";

    /** One hash in about 65,000. */
    private static final int RARE_BLOCKS = 0x1f00ffff;

    @TempDir
    Path data;

    private final Map<Hash256, String> finders = new HashMap<>();
    private RegtestChain chain;
    private RegtestServer node;
    private StratumServer stratum;

    @AfterEach
    void stop() {
        node.close();
        chain.close();
    }

    private PoolBuilder builder(RegtestChain served) {
        chain = served;
        node = RegtestServer.start(served);
        stratum = new StratumServer(StratumConfig.builder()
                .listen(new InetSocketAddress("127.0.0.1", 0))
                .build());
        return Pool.builder()
                .node(CoreNode.builder().endpoint(node.url()).build())
                .payoutAddress(POOL)
                .frontEnd(stratum)
                .maturity(MATURITY + 1)
                .journal(FileJournal.open(DataDirectory.journal(data), JournalConfig.defaults()));
    }

    @Test
    void balancesAreThoseOfARunWithoutTheOrphanedBlocks() throws Exception {
        RegtestChain fresh = RegtestChain.builder()
                .coinbaseMaturity(MATURITY)
                .transactionsPerBlock(3)
                .build();
        PoolBuilder builder = builder(fresh).payout(PayoutTerms.parse("solo:direct=no,fee=100"));
        try (Pool pool = builder.build()) {
            pool.start();
            for (int depth : DEPTHS) {
                mine(pool, ALICE, depth / 2 + 1);
                mine(pool, BOB, depth / 2 + 1);
                Hash256 lost = chain.tip().hash();
                chain.reorg(depth);
                check(pool, "branch of " + depth + " lost");
                Hash256 onTop = chain.mineOn(lost).hash();
                chain.mineOn(onTop);
                check(pool, "branch of " + depth + " back");
                chain.reorg(depth);
                check(pool, "branch of " + depth + " lost again");
            }
            chain.mineBlocks(MATURITY + 1);
            check(pool, "all is mature");
            assertThat(pool.snapshot().blocks()).noneMatch(b -> b.status() == Status.IN_CHAIN);
        }
    }

    private void mine(Pool pool, String account, int blocks) throws Exception {
        int next = chain.height() + 1;
        await().atMost(WAIT)
                .until(() -> Objects.requireNonNull(pool.snapshot().job()).height() == next);
        try (StepMiner miner = new StepMiner(
                stratum.localAddress().getPort(), new Sha256dProofOfWork(), account + ".rig", "step/1.0")) {
            miner.mine(blocks);
            miner.found().forEach(hash -> finders.put(hash, account));
        }
        assertThat(chain.awaitHeight(next - 1 + blocks, WAIT)).isTrue();
    }

    /** The books say what the chain says now, to the unit, whatever it said before. */
    private void check(Pool pool, String when) {
        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(pool.snapshot().blocks())
                        .as(when)
                        .allSatisfy(b -> assertThat(b.status()).isIn(expected(b.hash(), b.height()))));
        Map<String, Long> earned = new HashMap<>();
        for (var block : pool.snapshot().blocks()) {
            if (!expected(block.hash(), block.height()).contains(Status.ORPHANED)) {
                long value = chain.block(block.hash()).orElseThrow().coinbase().outputValue();
                earned.merge(Objects.requireNonNull(finders.get(block.hash())), value - value / 100, Long::sum);
            }
        }
        OfflineLedger books = books();
        for (String account : List.of(ALICE, BOB)) {
            Balance balance = books.balance(account).orElse(new Balance(account, true, 0, 0, 0, 0));
            assertThat(balance.immature() + balance.payable())
                    .as("%s, %s", when, account)
                    .isEqualTo(earned.getOrDefault(account, 0L));
        }
    }

    /** A block that nobody has seen in the chain yet is only found. */
    private Set<Status> expected(Hash256 hash, int height) {
        boolean inChain = chain.blockAt(height)
                .map(RegtestBlock::hash)
                .filter(hash::equals)
                .isPresent();
        if (!inChain) {
            return Set.of(Status.ORPHANED, Status.FOUND);
        }
        return Set.of(chain.height() - height + 1 > MATURITY ? Status.MATURE : Status.IN_CHAIN);
    }

    private OfflineLedger books() {
        try (JournalReader journal = JournalReader.open(DataDirectory.journal(data))) {
            return OfflineLedger.replay(journal, sequence -> {});
        }
    }

    @Test
    void aTipThatComesBackCreditsNoShareAgain() throws Exception {
        RegtestChain rare = RegtestChain.builder().bits(RARE_BLOCKS).build();
        PoolBuilder builder =
                builder(rare).payout(PayoutTerms.parse("pplns")).fixedDifficulty(Difficulty.of("0.0000001"));
        BlockingQueue<StratumJob> jobs = new LinkedBlockingQueue<>();
        chain.mineBlock();
        try (Pool pool = builder.build()) {
            pool.start();
            try (StratumClient client = client(jobs)) {
                client.start().get(WAIT.toSeconds(), TimeUnit.SECONDS);
                Hash256 a = chain.tip().hash();
                StratumJob job = awaitJobOn(jobs, a);
                int nonce = solve(job);
                assertThat(submit(client, job, nonce).accepted()).isTrue();

                Hash256 parent = chain.blockAt(0).orElseThrow().hash();
                Hash256 b = chain.mineOn(chain.mineOn(parent).hash()).hash();
                awaitJobOn(jobs, b);
                while (!chain.tip().hash().equals(a)) {
                    chain.invalidateTip();
                }
                StratumJob again = awaitJobOn(jobs, a);
                assertThat(again.id()).isNotEqualTo(job.id());
                assertThat(submit(client, job, nonce).accepted()).isFalse();
                assertThat(submit(client, again, solve(again)).accepted()).isTrue();
            }
        }
        assertThat(KillChecks.journal(data, Set.of()).creditedShares()).isEqualTo(2);
    }

    private StratumClient client(BlockingQueue<StratumJob> jobs) {
        return StratumClient.builder()
                .server("127.0.0.1", stratum.localAddress().getPort())
                .user(ALICE + ".rig")
                .proofOfWork(new Sha256dProofOfWork())
                .listener(new ClientListener() {
                    @Override
                    public void onJob(StratumJob job) {
                        jobs.add(job);
                    }
                })
                .build();
    }

    private static StratumJob awaitJobOn(BlockingQueue<StratumJob> jobs, Hash256 tip) throws InterruptedException {
        while (true) {
            StratumJob job = jobs.poll(WAIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(job).as("a job on %s", tip).isNotNull();
            if (job.previousBlock().equals(tip)) {
                return job;
            }
        }
    }

    /** A nonce whose hash is a share and no block. */
    private static int solve(StratumJob job) {
        PowHasher hasher = new Sha256dProofOfWork().newHasher();
        WorkUnit unit = new WorkUnit(job);
        unit.extranonce2(1);
        byte[] hash = new byte[Hash256.BYTES];
        int nonce = -1;
        do {
            unit.nonce(++nonce);
            hasher.hash(unit.header(), 0, hash, 0);
        } while (!job.shareTarget().target().isMetBy(hash, 0)
                || job.networkTarget().isMetBy(hash, 0));
        return nonce;
    }

    private static SubmitReply submit(StratumClient client, StratumJob job, int nonce) throws Exception {
        WorkUnit unit = new WorkUnit(job);
        unit.extranonce2(1);
        return client.submit(job, unit.extranonce2(), unit.time(), nonce, 0).get(WAIT.toSeconds(), TimeUnit.SECONDS);
    }
}
