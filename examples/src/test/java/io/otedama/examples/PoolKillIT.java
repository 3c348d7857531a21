package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.OfflineLedger;
import io.otedama.chain.Network;
import io.otedama.node.regtest.RegtestChain;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pool and chain in a process of their own, mined from here, killed at random instants. After every kill: what was
 * acknowledged is in the journal, nothing is credited twice, nobody is paid twice, the books add up. {@code -Dkills=N} for more.
 */
class PoolKillIT {
    private static final int KILLS = Integer.getInteger("kills", 12);
    private static final String ACCOUNT = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";

    @TempDir
    Path data;

    private final AckMiner miner = new AckMiner();

    @Test
    void whatWasAcknowledgedSurvivesEveryKill() throws Exception {
        long seed = System.nanoTime();
        System.out.println("PoolKillIT seed " + seed + ", kills " + KILLS);
        Random random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            try (PoolProcess pool = start()) {
                mine(pool, miner.acknowledged().size() + 1 + random.nextInt(200));
                pool.kill();
            }
            check();
        }
        try (PoolProcess pool = start()) {
            mine(pool, miner.acknowledged().size() + 1);
            pool.terminate();
            assertThat(pool.awaitExit()).as(pool.err()).isZero();
        }
        assertThat(KillChecks.sum(check()))
                .as("the ledger knows every block of the chain")
                .isEqualTo(onChain());
        assertThat(CommandRun.of("ledger", "verify", "--data", data.toString()).exitCode())
                .isZero();
    }

    private RegtestChain chain() {
        ChainTerms terms = ChainTerms.of(data, null, () -> {
            throw new AssertionError("the chain is not there");
        });
        return RegtestChain.builder()
                .network(Network.BITCOIN_REGTEST)
                .bits(terms.bits())
                .coinbaseMaturity(terms.maturity())
                .directory(data.resolve("chain"))
                .build();
    }

    private long onChain() {
        try (RegtestChain chain = chain()) {
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

    private void mine(PoolProcess pool, int wanted) throws Exception {
        miner.mine(pool.awaitPort(), ACCOUNT, () -> miner.acknowledged().size() >= wanted);
    }

    private OfflineLedger check() {
        OfflineLedger books = KillChecks.journal(data, miner.acknowledged());
        try (RegtestChain chain = chain()) {
            KillChecks.paidOnce(books, chain, ACCOUNT);
        }
        return books;
    }
}
