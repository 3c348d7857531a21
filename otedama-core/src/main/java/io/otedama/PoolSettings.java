package io.otedama;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Network;
import io.otedama.error.ErrorHandler;
import io.otedama.event.PoolListener;
import io.otedama.job.ExtranonceLayout;
import io.otedama.job.FollowerConfig;
import io.otedama.metrics.InMemoryMetrics;
import io.otedama.payment.PaymentPolicy;
import io.otedama.payout.PayoutTerms;
import io.otedama.pipeline.PipelineConfig;
import io.otedama.pow.ProofOfWork;
import io.otedama.security.GuardConfig;
import io.otedama.security.detect.DetectionConfig;
import io.otedama.session.FrontEnd;
import io.otedama.session.PoissonVardiff;
import io.otedama.session.SessionTerms;
import io.otedama.session.VardiffConfig;
import io.otedama.session.VardiffPolicy;
import io.otedama.snapshot.SnapshotPolicy;
import io.otedama.spi.CoinNode;
import io.otedama.spi.CoinbaseSplitSource;
import io.otedama.spi.CoinbaseSplitSource.CoinbaseSplit;
import io.otedama.spi.GuardStore;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.LedgerStore;
import io.otedama.spi.MetricsSink;
import io.otedama.spi.MinerAuthenticator;
import io.otedama.spi.PoolClock;
import io.otedama.spi.QueryStore;
import io.otedama.spi.SessionStore;
import io.otedama.spi.ShareJournal;
import io.otedama.spi.Wallet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pool was told; {@link PoolBuilder} is how. */
abstract class PoolSettings {
    @Nullable
    CoinNode node;

    @Nullable
    Network network;

    @Nullable
    ProofOfWork algorithm;

    @Nullable
    String payoutAddress;

    @Nullable
    Path dataDirectory;

    @Nullable
    PayoutTerms payout;

    @Nullable
    QueryStore store;

    @Nullable
    SessionStore sessionStore;

    @Nullable
    GuardStore guardStore;

    GuardConfig guard = GuardConfig.defaults();

    @Nullable
    LedgerStore ledgerStore;

    SnapshotPolicy snapshots = SnapshotPolicy.DEFAULT;

    @Nullable
    Wallet wallet;

    PaymentPolicy payments = PaymentPolicy.defaults();

    String name = "otedama";

    final List<FrontEnd> frontEnds = new ArrayList<>();
    final List<PoolListener> listeners = new ArrayList<>();
    String coinbaseTag = "/Otedama/";
    VardiffPolicy vardiff = new PoissonVardiff(VardiffConfig.defaults());

    @Nullable
    Difficulty minDifficulty;

    Difficulty maxDifficulty = Difficulty.MAX;
    int versionMask = SessionTerms.BIP320_MASK;
    ExtranonceLayout extranonce = ExtranonceLayout.DEFAULT;
    PipelineConfig pipeline = PipelineConfig.forCores(Runtime.getRuntime().availableProcessors());
    FollowerConfig follower = FollowerConfig.DEFAULT;
    ShareJournal journal = new InMemoryJournal();
    MetricsSink metrics = new InMemoryMetrics();

    @Nullable
    MinerAuthenticator authenticator;

    CoinbaseSplitSource splits = (value, clientClass, budget) -> CoinbaseSplit.POOL_ONLY;
    DetectionConfig detection = DetectionConfig.DEFAULT;
    PoolClock clock = PoolClock.system();
    ErrorHandler errorHandler = new LoggedErrors();
    Duration startTimeout = Duration.ofSeconds(60);
    int maxWorkers = PoolBuilder.DEFAULT_MAX_WORKERS;
    int maturity = Network.COINBASE_MATURITY + 1;

    /** The least share difficulty in force. */
    Difficulty floor() {
        return minDifficulty == null ? vardiff.floorDifficulty() : minDifficulty;
    }
}
