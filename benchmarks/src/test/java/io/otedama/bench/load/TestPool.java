package io.otedama.bench.load;

import io.otedama.Pool;
import io.otedama.bench.sv2.Sv2Terms;
import io.otedama.chain.Difficulty;
import io.otedama.pow.ProofOfWorks;
import io.otedama.spi.InMemoryJournal;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import io.otedama.stratum.Sv2Config;
import io.otedama.stratum.v2.Sv2Settings;
import io.otedama.stratum.v2.noise.AuthorityKey;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import io.otedama.testkit.FakeNode;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pool in this process for the generator to load. */
public final class TestPool implements AutoCloseable {
    final FakeNode node = new FakeNode(FakeNode.HARD_BITS);
    final Pool pool;
    private final StratumServer stratum = new StratumServer(StratumConfig.builder()
            .listen(new InetSocketAddress("127.0.0.1", 0))
            .sv2(Sv2Config.of(AuthorityKeyPair.generate(new SecureRandom()))
                    .withSettings(Sv2Settings.defaults().withAcknowledgements(1, Duration.ZERO)))
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

    /** What its certificate is signed with. */
    public AuthorityKey authority() {
        return stratum.authorityKey();
    }

    /** The plan of a small run against it, with Stratum V1. */
    public LoadPlan plan(int connections, int depth, ShareMix mix, int premine) {
        return plan(connections, depth, mix, premine, null);
    }

    /** The plan of a small run against it. */
    LoadPlan plan(int connections, int depth, ShareMix mix, int premine, @Nullable Sv2Terms sv2) {
        return plan(connections, depth, mix, premine, sv2, 30);
    }

    LoadPlan plan(int connections, int depth, ShareMix mix, int premine, @Nullable Sv2Terms sv2, int connectSeconds) {
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
                sv2,
                connectSeconds);
    }

    @Override
    public void close() {
        pool.close();
    }
}
