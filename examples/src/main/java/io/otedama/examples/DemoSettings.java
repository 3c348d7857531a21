package io.otedama.examples;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Target;
import io.otedama.examples.PoolSettings.ShareDifficulty;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.payout.PayoutTerms;
import io.otedama.pipeline.PipelineConfig;
import io.otedama.pow.ProofOfWork;
import io.otedama.security.GuardConfig;
import io.otedama.session.VardiffConfig;
import io.otedama.storage.journal.Durability;
import io.otedama.stratum.transport.StratumLimits;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the demo is asked for.
 *
 * @param sv2 where Stratum V2 is spoken, null: nowhere
 * @param http for people and their tools, null: nowhere
 * @param fixed share difficulty, null: follows each miner
 * @param data where everything is kept; null: nowhere
 * @param maturity of the chain, null: that of the chain in {@code data}, else as on a real chain
 * @param payout how rewards are shared out, null: everything is the pool's
 * @param blocks to end after; 0: never
 */
record DemoSettings(
        InetSocketAddress listen,
        @Nullable Sv2Port sv2,
        @Nullable HttpPort http,
        ProofOfWork algorithm,
        @Nullable Difficulty fixed,
        int miners,
        @Nullable Path data,
        Durability durability,
        @Nullable Integer maturity,
        @Nullable PayoutTerms payout,
        int blocks) {
    /** So many shares of the first difficulty are in a block on average. */
    private static final BigDecimal SHARES_PER_BLOCK = BigDecimal.valueOf(16);

    /** The pool on a chain of these terms. */
    PoolSettings pool(DemoChain chain, ChainTerms terms) {
        return new PoolSettings(
                List.of(NodeEndpoint.parse(chain.url())),
                List.of(),
                null,
                chain.address(),
                listen,
                PortSettings.PLAIN,
                sv2,
                http,
                algorithm,
                difficulty(terms.bits()),
                data,
                durability,
                terms.maturity() + 1, // as wallets count
                payout,
                payout == null ? null : chain.wallet(),
                PoolSettings.DEFAULT_TAG,
                PoolSettings.DEFAULT_START_TIMEOUT,
                StratumLimits.defaults(),
                GuardConfig.defaults(),
                PipelineConfig.forCores(Runtime.getRuntime().availableProcessors()));
    }

    private ShareDifficulty difficulty(int bits) {
        if (fixed != null) {
            return ShareDifficulty.fixed(fixed);
        }
        Difficulty network = Difficulty.ofTarget(Target.ofCompact(bits), algorithm.shareMultiplier());
        Difficulty start = network.scaledBy(BigDecimal.ONE.divide(SHARES_PER_BLOCK));
        VardiffConfig vardiff = VardiffConfig.defaults()
                .withInterval(VardiffConfig.MIN_INTERVAL)
                .withStartDifficulty(start);
        return ShareDifficulty.of(vardiff, null, Difficulty.MAX);
    }
}
