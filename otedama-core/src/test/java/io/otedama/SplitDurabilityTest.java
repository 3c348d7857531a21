package io.otedama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Address;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hex;
import io.otedama.chain.Network;
import io.otedama.payout.PayoutTerms;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.MiningJob;
import io.otedama.testkit.CoinbaseText;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeMiner;
import io.otedama.testkit.FakeNode;
import io.otedama.testkit.FaultyJournal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A coinbase pays accounts only when the journal is sure to know it: else they would be owed the same once more. */
class SplitDurabilityTest {
    private static final String POOL = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";
    private static final String POOL_SCRIPT =
            Hex.encode(Address.parse(POOL, Network.BITCOIN_REGTEST).script());
    private static final String MINER = "2MxFajLApXpYk4VodBSZSt7rw8y4ryABkfA";
    private static final String MINER_SCRIPT = "a91436e9f191e0b75036a77f65e2eaa4752443233fbe87";
    private static final int HEADER_AND_COUNT = 81;

    private final FakeFrontEnd frontEnd = new FakeFrontEnd();
    private final FakeNode node = new FakeNode(FakeNode.EASY_BITS);
    private final FaultyJournal journal = new FaultyJournal();
    private Pool pool;

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void withoutTheJournalTheCoinbasePaysThePoolAlone() throws Exception {
        pool = Pool.builder()
                .node(node)
                .payoutAddress(POOL)
                .frontEnd(frontEnd)
                .fixedDifficulty(Difficulty.of("0.000001"))
                .payout(PayoutTerms.parse("tides"))
                .journal(journal)
                .build();
        pool.start();
        FakeMiner miner = new FakeMiner(frontEnd, MINER + ".rig", "x");
        assertThat(scripts(miner, jobAt(1, 10))).containsExactly(POOL_SCRIPT); // nobody had a share before
        assertThat(scripts(miner, jobAt(2, 11))).containsExactly(MINER_SCRIPT);

        journal.failAppend = n -> true;
        MiningJob unrecorded = jobAt(3, 12);
        journal.failAppend = n -> false;
        assertThat(scripts(miner, unrecorded)).containsExactly(POOL_SCRIPT);
        assertThat(scripts(miner, jobAt(4, 13))).containsExactly(MINER_SCRIPT);
    }

    /** The first job on a new previous block. */
    private MiningJob jobAt(int number, int height) {
        int known = frontEnd.jobs.size();
        node.pushBlock(height, number);
        await().until(() -> frontEnd.jobs.size() > known);
        return frontEnd.ingress().currentJob();
    }

    /** Solves a job and returns whom the block pays. */
    private List<String> scripts(FakeMiner miner, MiningJob job) throws Exception {
        int known = node.submitted.size();
        miner.session.assign(job);
        assertThat(miner.submit(miner.solve(job, 1, job.networkTarget(), null))).isEqualTo(ShareVerdict.ACCEPTED);
        await().until(() -> node.submitted.size() > known);
        byte[] raw = node.submitted.get(known);
        return new CoinbaseText(Arrays.copyOfRange(raw, HEADER_AND_COUNT, raw.length)).scripts;
    }
}
