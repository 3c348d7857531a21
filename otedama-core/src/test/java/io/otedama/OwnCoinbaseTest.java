package io.otedama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Hex;
import io.otedama.chain.Network;
import io.otedama.chain.ShareTarget;
import io.otedama.security.AddressAuthenticator;
import io.otedama.session.ShareSubmission;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.ClientClass;
import io.otedama.spi.CoinbaseSplitSource;
import io.otedama.spi.CoinbaseSplitSource.CoinbaseSplit;
import io.otedama.spi.CoinbaseSplitSource.Output;
import io.otedama.spi.MiningJob;
import io.otedama.testkit.CoinbaseText;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeMiner;
import io.otedama.testkit.FakeNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Coinbase-direct payment through the whole engine: what a miner was sent is what his shares and blocks are judged by. */
class OwnCoinbaseTest {
    private static final String POOL = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";
    private static final String MINER = "2MxFajLApXpYk4VodBSZSt7rw8y4ryABkfA";
    private static final String MINER_SCRIPT = "a91436e9f191e0b75036a77f65e2eaa4752443233fbe87";
    private static final String FEE_SCRIPT = "0014" + "fe".repeat(20);
    private static final Difficulty EASY = Difficulty.of("0.000001");
    private static final int HEADER_AND_COUNT = 81;

    private final FakeFrontEnd frontEnd = new FakeFrontEnd();
    private Pool pool;

    @AfterEach
    void close() {
        pool.close();
    }

    private void start(FakeNode node, CoinbaseSplitSource splits) {
        pool = Pool.builder()
                .node(node)
                .payoutAddress(POOL)
                .frontEnd(frontEnd)
                .fixedDifficulty(EASY)
                .coinbaseSplits(splits)
                .authenticator(new AddressAuthenticator(Network.BITCOIN_REGTEST))
                .build();
        pool.start();
    }

    private FakeMiner miner(String user, String userAgent) {
        FakeMiner miner = new FakeMiner(frontEnd, user, "x");
        miner.session.identify(userAgent);
        miner.session.assign(job());
        return miner;
    }

    private MiningJob job() {
        return frontEnd.ingress().currentJob();
    }

    /** Takes 1 % in some outputs. */
    private record Fee(int outputs, boolean perOwner) implements CoinbaseSplitSource {
        @Override
        public CoinbaseSplit split(long value, ClientClass clientClass, int budgetBytes) {
            Output each = new Output(Hex.decode(FEE_SCRIPT), value / 100 / outputs);
            return new CoinbaseSplit(1, Collections.nCopies(outputs, each));
        }
    }

    @Test
    void theBlockOfAnOwnerPaysHim() throws Exception {
        FakeNode node = new FakeNode(FakeNode.EASY_BITS);
        start(node, new Fee(1, true));
        FakeMiner miner = miner(MINER + ".rig", "whatsminer/v1.0");
        ShareSubmission block = miner.solve(job(), 1, job().networkTarget(), null);
        assertThat(miner.submit(block)).isEqualTo(ShareVerdict.ACCEPTED);
        await().until(() -> !node.submitted.isEmpty());
        byte[] raw = node.submitted.get(0);
        CoinbaseText coinbase = new CoinbaseText(Arrays.copyOfRange(raw, HEADER_AND_COUNT, raw.length));
        assertThat(coinbase.scripts).containsExactly(MINER_SCRIPT, FEE_SCRIPT);
        assertThat(coinbase.values).containsExactly(4_950_000_000L, 50_000_000L);
        assertThat(pool.snapshot().blocks()).hasSize(1);
    }

    @Test
    void aShareOnSomebodyElsesCoinbaseIsNoShare() throws Exception {
        start(new FakeNode(FakeNode.HARD_BITS), new Fee(1, true));
        FakeMiner miner = miner(MINER, "");
        FakeMiner other = miner(POOL, "");
        ShareTarget target = ShareTarget.of(EASY, 1);
        ShareSubmission share = miner.solve(job(), 1, target.target(), null);
        assertThat(miner.submit(share)).isEqualTo(ShareVerdict.ACCEPTED);
        share.worker = other.worker;
        assertThat(other.submit(share)).isEqualTo(ShareVerdict.LOW_DIFFICULTY);
    }

    @Test
    void rule12_everyClassIsJudgedByItsOwnCoinbase() throws Exception {
        start(new FakeNode(FakeNode.HARD_BITS), new Fee(1_000, false));
        assertThat(job().variants()).hasSize(ClientClass.all().size());
        ShareTarget target = ShareTarget.of(EASY, 1);
        for (String agent : List.of("NiceHash/1", "Antminer S19/1", "Antminer S21/1", "whatsminer/v1", "other")) {
            FakeMiner miner = miner(MINER, agent);
            assertThat(miner.submit(miner.solve(job(), 1, target.target(), null)))
                    .as(agent)
                    .isEqualTo(ShareVerdict.ACCEPTED);
        }
    }
}
