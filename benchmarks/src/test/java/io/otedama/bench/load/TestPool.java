package io.otedama.bench.load;

import io.otedama.Pool;
import io.otedama.chain.Difficulty;
import io.otedama.pow.ProofOfWorks;
import io.otedama.spi.InMemoryJournal;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import io.otedama.testkit.FakeNode;
import java.net.InetSocketAddress;
import java.util.List;

/** A pool in this process for the generator to load. */
public final class TestPool implements AutoCloseable {
    final FakeNode node = new FakeNode(FakeNode.HARD_BITS);
    final Pool pool;
    private final StratumServer stratum = new StratumServer(StratumConfig.builder()
            .listen(new InetSocketAddress("127.0.0.1", 0))
            .build());

    public TestPool(Difficulty difficulty) {
        pool = Pool.builder()
                .node(node)
                .payoutAddress("bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9")
                .frontEnd(stratum)
                .fixedDifficulty(difficulty)
                .journal(new InMemoryJournal(4))
                .build();
        pool.start();
    }

    /** Where miners connect. */
    public InetSocketAddress address() {
        return stratum.localAddress();
    }

    /** The plan of a small run against it. */
    public LoadPlan plan(int connections, int depth, ShareMix mix, int premine) {
        return new LoadPlan(
                stratum.localAddress(),
                connections,
                7,
                1_000,
                depth,
                mix,
                premine,
                false,
                2,
                0,
                List.of(ProcessHandle.current().pid()),
                "load.{n}",
                "x",
                ProofOfWorks.byName("sha256d"),
                30);
    }

    @Override
    public void close() {
        pool.close();
    }
}
