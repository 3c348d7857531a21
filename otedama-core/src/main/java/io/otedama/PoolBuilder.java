package io.otedama;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Network;
import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import io.otedama.error.ErrorHandler;
import io.otedama.event.PoolListener;
import io.otedama.job.ExtranonceLayout;
import io.otedama.job.FollowerConfig;
import io.otedama.payment.PaymentPolicy;
import io.otedama.payout.PayoutTerms;
import io.otedama.pipeline.PipelineConfig;
import io.otedama.pow.ProofOfWork;
import io.otedama.security.GuardConfig;
import io.otedama.security.detect.DetectionConfig;
import io.otedama.session.FrontEnd;
import io.otedama.session.StaticVardiff;
import io.otedama.session.VardiffPolicy;
import io.otedama.snapshot.SnapshotPolicy;
import io.otedama.spi.CoinNode;
import io.otedama.spi.CoinbaseSplitSource;
import io.otedama.spi.GuardStore;
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
import java.util.List;

/**
 * Settings of a pool. Needed: a node, a payout address, a front end. {@link #build()} checks everything that can be checked
 * without the network and lists all mistakes at once; the pool owns what it is given and closes it.
 */
public final class PoolBuilder extends PoolSettings {
    /** Workers known at one time unless said otherwise. */
    public static final int DEFAULT_MAX_WORKERS = 1 << 20;

    PoolBuilder() {}

    /** Where work comes from and blocks go to. Required. */
    public PoolBuilder node(CoinNode coinNode) {
        node = coinNode;
        return this;
    }

    /** The address of the pool's own coinbase output. Required. */
    public PoolBuilder payoutAddress(String address) {
        payoutAddress = address;
        return this;
    }

    /** A protocol server for miners; several are possible, at least one is required. */
    public PoolBuilder frontEnd(FrontEnd server) {
        frontEnds.add(server);
        return this;
    }

    /** Default: recognised at the node. */
    public PoolBuilder network(Network n) {
        network = n;
        return this;
    }

    /** Default: the network's. */
    public PoolBuilder algorithm(ProofOfWork proofOfWork) {
        algorithm = proofOfWork;
        return this;
    }

    /** Directory for raw blocks; default: none are kept. */
    public PoolBuilder dataDirectory(Path directory) {
        dataDirectory = directory;
        return this;
    }

    /** ASCII text in every coinbase; default {@code /Otedama/}. */
    public PoolBuilder coinbaseTag(String tag) {
        coinbaseTag = tag;
        return this;
    }

    /** How difficulty follows a miner; default: the Poisson policy at one share in 5 s. */
    public PoolBuilder vardiff(VardiffPolicy policy) {
        vardiff = policy;
        return this;
    }

    /** The same difficulty for everybody. The network's difficulty still is a ceiling. */
    public PoolBuilder fixedDifficulty(Difficulty difficulty) {
        return vardiff(new StaticVardiff(difficulty));
    }

    /**
     * Bounds of share difficulty; the network's difficulty is a ceiling in any case, also above the minimum. Default: from a
     * 1,024th of the policy's start upwards; a pool for very small miners wants less.
     */
    public PoolBuilder difficultyBounds(Difficulty min, Difficulty max) {
        minDifficulty = min;
        maxDifficulty = max;
        return this;
    }

    /** Version bits that miners may roll; default {@code 1fffe000} (BIP 320). */
    public PoolBuilder versionMask(int mask) {
        versionMask = mask;
        return this;
    }

    public PoolBuilder extranonce(ExtranonceLayout layout) {
        extranonce = layout;
        return this;
    }

    /** Default: by the number of cores. */
    public PoolBuilder pipeline(PipelineConfig config) {
        pipeline = config;
        return this;
    }

    public PoolBuilder follower(FollowerConfig config) {
        follower = config;
        return this;
    }

    /** Default: in memory. */
    public PoolBuilder journal(ShareJournal shareJournal) {
        journal = shareJournal;
        return this;
    }

    /** A copy of the journal for queries, kept up by a {@link StoreProjector}; needs the journal's first record. Default: none. */
    public PoolBuilder store(QueryStore queryStore) {
        store = queryStore;
        return this;
    }

    /** Gives workers their difficulty and counts back after a restart; default: only what the journal tells. */
    public PoolBuilder sessionStore(SessionStore store) {
        sessionStore = store;
        return this;
    }

    /**
     * Keeps verified snapshots of the books, so that a start reads only what came after; the journal may then drop what no
     * start needs, if its own policy says so and there is no {@link #store}, which needs all of it. Default: every start reads the
     * whole journal. The pool owns the ledger store.
     */
    public PoolBuilder ledgerStore(LedgerStore store) {
        ledgerStore = store;
        return this;
    }

    /** Limits, points and lists of the guard; default: {@link GuardConfig#defaults}. */
    public PoolBuilder guard(GuardConfig config) {
        guard = config;
        return this;
    }

    /** Keeps bans and what led to them over a restart. The pool owns it. Default: a restart forgets them. */
    public PoolBuilder guardStore(GuardStore store) {
        guardStore = store;
        return this;
    }

    /** When snapshots are taken; default: every million records, at least hourly, and at a clean close. */
    public PoolBuilder snapshots(SnapshotPolicy policy) {
        snapshots = policy;
        return this;
    }

    /** Hears of every number too; {@link Pool#snapshot()} shows them with or without it. Default: nobody else does. */
    public PoolBuilder metrics(MetricsSink sink) {
        metrics = sink;
        return this;
    }

    /**
     * How rewards are shared out. Default: everything is the pool's. With terms, a user name is an address of the mined network,
     * unless an {@link #authenticator} says otherwise.
     */
    public PoolBuilder payout(PayoutTerms terms) {
        payout = terms;
        return this;
    }

    /** Pays what is payable from this wallet. Default: nobody does. The pool owns the wallet. */
    public PoolBuilder payments(Wallet payer, PaymentPolicy policy) {
        wallet = payer;
        payments = policy;
        return this;
    }

    /** Name by which the journal knows its pool; a journal of another name is refused. Default {@code otedama}. */
    public PoolBuilder name(String poolName) {
        name = poolName;
        return this;
    }

    /** Default: everybody may mine; with {@link #payout} terms, who names an address. */
    public PoolBuilder authenticator(MinerAuthenticator minerAuthenticator) {
        authenticator = minerAuthenticator;
        return this;
    }

    /** Whom the coinbase pays beside the pool; default: nobody. */
    public PoolBuilder coinbaseSplits(CoinbaseSplitSource source) {
        splits = source;
        return this;
    }

    public PoolBuilder listener(PoolListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Default: logs. */
    public PoolBuilder errorHandler(ErrorHandler handler) {
        errorHandler = handler;
        return this;
    }

    public PoolBuilder clock(PoolClock poolClock) {
        clock = poolClock;
        return this;
    }

    /** How long {@link Pool#start()} waits for the node and its first template; default 60 s. */
    public PoolBuilder startTimeout(Duration timeout) {
        startTimeout = timeout;
        return this;
    }

    /** Worker names known at one time; default {@value #DEFAULT_MAX_WORKERS}. */
    public PoolBuilder maxWorkers(int workers) {
        maxWorkers = workers;
        return this;
    }

    /** What attack detection looks for; default: everything. Alarms are events; they ban nobody. */
    public PoolBuilder detection(DetectionConfig config) {
        detection = config;
        return this;
    }

    /** Confirmations from which a found block counts as mature; default 101. */
    public PoolBuilder maturity(int confirmations) {
        maturity = confirmations;
        return this;
    }

    /**
     * Checks the settings.
     *
     * @throws ConfigurationException with every mistake
     */
    public Pool build() {
        List<ConfigProblem> problems = SettingsCheck.problems(this);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new Pool(this);
    }
}
