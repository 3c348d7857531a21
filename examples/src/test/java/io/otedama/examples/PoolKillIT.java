package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.OfflineLedger;
import io.otedama.OfflineLedger.Balance;
import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.pow.PowHasher;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.RecordType;
import io.otedama.spi.ShareRecord;
import io.otedama.storage.journal.JournalReader;
import io.otedama.stratum.client.ClientListener;
import io.otedama.stratum.client.StratumClient;
import io.otedama.stratum.client.StratumJob;
import io.otedama.stratum.client.SubmitReply;
import io.otedama.stratum.client.WorkUnit;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pool and chain in a process of their own, mined from here, killed at random instants. After every kill: what was
 * acknowledged is in the journal, nothing is credited twice, the books add up. {@code -Dkills=N} for more.
 */
class PoolKillIT {
    private static final int KILLS = Integer.getInteger("kills", 12);
    private static final String ACCOUNT = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";

    @TempDir
    Path data;

    private final Set<Hash256> acknowledged = ConcurrentHashMap.newKeySet();

    @Test
    void whatWasAcknowledgedSurvivesEveryKill() throws Exception {
        long seed = System.nanoTime();
        System.out.println("PoolKillIT seed " + seed + ", kills " + KILLS);
        Random random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            try (PoolProcess pool = start()) {
                int wanted = acknowledged.size() + 1 + random.nextInt(200);
                mine(pool, wanted, random.nextInt(20));
                pool.kill();
            }
            check();
        }
        try (PoolProcess pool = start()) {
            mine(pool, acknowledged.size() + 1, 0);
            pool.terminate();
            assertThat(pool.awaitExit()).as(pool.err()).isZero();
        }
        assertThat(check()).as("the ledger knows every block of the chain").isEqualTo(onChain());
        assertThat(CommandRun.of("ledger", "verify", "--data", data.toString()).exitCode())
                .isZero();
    }

    private long onChain() {
        ChainTerms terms = ChainTerms.of(data, 3, () -> {
            throw new AssertionError("the chain is not there");
        });
        try (RegtestChain chain = RegtestChain.builder()
                .network(Network.BITCOIN_REGTEST)
                .bits(terms.bits())
                .coinbaseMaturity(terms.maturity())
                .directory(data.resolve("chain"))
                .build()) {
            long sum = 0;
            for (int height = 1; height <= chain.height(); height++) {
                sum += chain.blockAt(height).orElseThrow().coinbase().outputValue();
            }
            return sum;
        }
    }

    private PoolProcess start() {
        return PoolProcess.start(
                PoolMain.class,
                "demo",
                "--listen",
                "127.0.0.1:0",
                "--miners",
                "0",
                "--difficulty",
                "0.0000001",
                "--maturity",
                "3",
                "--payout",
                "pplns:fee=100",
                "--data",
                data.toString());
    }

    /** Mines until so many shares are acknowledged, and some more that are on their way when the kill comes. */
    private void mine(PoolProcess pool, int wanted, int more) throws Exception {
        AtomicReference<StratumJob> newest = new AtomicReference<>();
        Sha256dProofOfWork algorithm = new Sha256dProofOfWork();
        StratumClient client = StratumClient.builder()
                .server("127.0.0.1", pool.awaitPort())
                .user(ACCOUNT + ".rig")
                .proofOfWork(algorithm)
                .listener(new ClientListener() {
                    @Override
                    public void onJob(StratumJob job) {
                        newest.set(job);
                    }
                })
                .build();
        try (client) {
            client.start().get(60, TimeUnit.SECONDS);
            PowHasher hasher = algorithm.newHasher();
            long extranonce2 = 0;
            for (int left = more; acknowledged.size() < wanted || left-- > 0; ) {
                StratumJob job = newest.get();
                if (job != null) {
                    submit(client, job, hasher, ++extranonce2, acknowledged.size() < wanted);
                }
            }
        }
    }

    private void submit(StratumClient client, StratumJob job, PowHasher hasher, long extranonce2, boolean wait)
            throws Exception {
        WorkUnit unit = new WorkUnit(job);
        unit.extranonce2(extranonce2);
        byte[] hash = new byte[Hash256.BYTES];
        int nonce = 0;
        unit.nonce(nonce);
        hasher.hash(unit.header(), 0, hash, 0);
        while (!job.shareTarget().target().isMetBy(hash, 0)) {
            unit.nonce(++nonce);
            hasher.hash(unit.header(), 0, hash, 0);
        }
        Hash256 header = BlockHeader.parse(unit.header(), 0).hash();
        var answered = client.submit(job, unit.extranonce2(), unit.time(), nonce, 0)
                .thenAccept(reply -> acknowledge(reply, header));
        if (wait) {
            answered.get(60, TimeUnit.SECONDS);
        }
    }

    private void acknowledge(SubmitReply reply, Hash256 header) {
        if (reply.accepted()) {
            acknowledged.add(header);
        }
    }

    /** What the journal says after a kill; the sum of all that anybody has of blocks in the chain. */
    private long check() {
        try (JournalReader journal = JournalReader.open(data.resolve("journal"))) {
            Set<Hash256> credited = new HashSet<>();
            ShareRecord share = new ShareRecord();
            byte[] hash = new byte[Hash256.BYTES];
            try (JournalCursor cursor = journal.readFrom(1)) {
                while (cursor.next()) {
                    if (cursor.record().type() == RecordType.SHARE) {
                        share.wrap(cursor.record());
                        share.headerHash(hash);
                        assertThat(credited.add(Hash256.ofInternal(hash.clone())))
                                .as("record %s credits a header again", share.sequence())
                                .isTrue();
                    }
                }
            }
            assertThat(credited).containsAll(acknowledged);
            OfflineLedger books = OfflineLedger.replay(journal, sequence -> {});
            return books.balances().stream()
                    .filter(b -> !b.account().equals("chain"))
                    .mapToLong(PoolKillIT::all)
                    .sum();
        }
    }

    private static long all(Balance balance) {
        return balance.immature() + balance.payable() + balance.paying() + balance.paid();
    }
}
