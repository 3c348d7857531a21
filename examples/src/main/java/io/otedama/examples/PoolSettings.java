package io.otedama.examples;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Network;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.payout.PayoutTerms;
import io.otedama.pipeline.PipelineConfig;
import io.otedama.pow.ProofOfWork;
import io.otedama.security.GuardConfig;
import io.otedama.session.PoissonVardiff;
import io.otedama.session.VardiffConfig;
import io.otedama.storage.journal.Durability;
import io.otedama.stratum.template.TemplateProviderConfig;
import io.otedama.stratum.transport.StratumLimits;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a user can set, checked as far as that is possible without the network. Immutable; shows no secret.
 *
 * @param nodes in order of preference
 * @param zmq block notifications of the nodes
 * @param templateProvider gives the work, null: the nodes themselves
 * @param address where every reward goes
 * @param listen for miners; port 0 takes a free one
 * @param ports what is beside {@code listen}: further ports, TLS, load balancers
 * @param sv2 null: Stratum V1 alone
 * @param http for people and their tools; null: nowhere
 * @param algorithm null: the network's
 * @param data directory for the journal and raw blocks; null: the journal is in memory, and no blocks are kept
 * @param durability of the journal in {@code data}
 * @param maturity confirmations from which a found block counts as mature
 * @param wallet pays what is owed, null: nobody does
 * @param payout how rewards are shared out, null: everything goes to {@code address}
 * @param guard who is let in, and what happens to those who misbehave
 * @param startTimeout until the nodes must have given work
 */
record PoolSettings(
        List<NodeEndpoint> nodes,
        List<String> zmq,
        @Nullable TemplateProviderConfig templateProvider,
        String address,
        InetSocketAddress listen,
        PortSettings ports,
        @Nullable Sv2Port sv2,
        @Nullable HttpPort http,
        @Nullable ProofOfWork algorithm,
        ShareDifficulty difficulty,
        @Nullable Path data,
        Durability durability,
        int maturity,
        @Nullable PayoutTerms payout,
        @Nullable PayingWallet wallet,
        String coinbaseTag,
        Duration startTimeout,
        StratumLimits limits,
        GuardConfig guard,
        PipelineConfig pipeline) {
    static final String DEFAULT_LISTEN = "127.0.0.1:3333";
    static final String DEFAULT_TAG = "/Otedama/";
    static final Durability DEFAULT_DURABILITY = Durability.EVERY_BATCH;

    /** One more than the consensus rule asks for, as wallets count. */
    static final int DEFAULT_MATURITY = Network.COINBASE_MATURITY + 1;

    static final Duration DEFAULT_START_TIMEOUT = Duration.ofSeconds(60);

    PoolSettings {
        nodes = List.copyOf(nodes);
        zmq = List.copyOf(zmq);
    }

    /**
     * How hard shares are.
     *
     * @param fixed the same for everybody; null: follows each miner as {@code vardiff} says
     * @param min lowest share difficulty
     * @param max highest share difficulty; the network's is a ceiling in any case
     */
    record ShareDifficulty(@Nullable Difficulty fixed, VardiffConfig vardiff, Difficulty min, Difficulty max) {
        /** Follows each miner. */
        static final ShareDifficulty DEFAULT = of(VardiffConfig.defaults(), null, Difficulty.MAX);

        /** Follows each miner; without a minimum it is the policy's own. */
        static ShareDifficulty of(VardiffConfig vardiff, @Nullable Difficulty min, Difficulty max) {
            Difficulty floor = min == null ? new PoissonVardiff(vardiff).floorDifficulty() : min;
            return new ShareDifficulty(null, vardiff, floor, max);
        }

        static ShareDifficulty fixed(Difficulty difficulty) {
            return new ShareDifficulty(difficulty, VardiffConfig.defaults(), difficulty, difficulty);
        }
    }
}
