package io.otedama;

import io.otedama.block.BlockMeters;
import io.otedama.block.BlockSubmission;
import io.otedama.block.BlockTracker;
import io.otedama.chain.Address;
import io.otedama.chain.Network;
import io.otedama.error.AddressException;
import io.otedama.error.ConfigurationException;
import io.otedama.error.ErrorHandler;
import io.otedama.event.EventBus;
import io.otedama.job.ExtranonceAllocator;
import io.otedama.job.JobFactory;
import io.otedama.job.JobTable;
import io.otedama.job.TemplateFollower;
import io.otedama.metrics.MetricsSnapshot;
import io.otedama.payment.PayoutRun;
import io.otedama.pipeline.PipelineIngress;
import io.otedama.pipeline.SharePipeline;
import io.otedama.pow.ProofOfWork;
import io.otedama.pow.ProofOfWorks;
import io.otedama.security.AddressAuthenticator;
import io.otedama.session.FrontEnd;
import io.otedama.session.SessionKeeper;
import io.otedama.session.SessionTerms;
import io.otedama.session.WorkerTable;
import io.otedama.spi.CoinNode;
import io.otedama.spi.CoinbaseSplitSource;
import io.otedama.spi.MinerAuthenticator;
import io.otedama.spi.PoolControl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a started pool, wired together. {@link Pool} guards its life cycle. */
final class RunningPool {
    private static final Logger LOG = LoggerFactory.getLogger(Pool.class);
    private static final long DRAIN_MS = 5_000;
    private static final long TRACK_INTERVAL_MS = 1_000;

    private final PoolBuilder settings;
    private final EventBus events;
    private final ErrorHandler errors;
    private final CoinNode node;
    private final List<FrontEnd> started = new ArrayList<>();
    private final JobTable jobs = new JobTable();
    private final WorkerTable workers;
    private final StartPatience patience;
    private final @Nullable SessionKeeper sessions;
    private final PoolMeters meters;
    private final WorkWatch work;
    private final PoolHealthCheck health;
    final PoolGuard guard;
    private final AttackWatch attacks;

    private @Nullable Network network;
    private @Nullable ProofOfWork algorithm;
    private @Nullable PayoutRun payouts;
    private @Nullable PoolBooks books;
    private @Nullable SharePipeline pipeline;
    private @Nullable PipelineIngress ingress;
    private @Nullable BlockSubmission submission;
    private @Nullable BlockTracker tracker;
    private @Nullable TemplateFollower follower;
    private @Nullable StoreProjector projector;

    RunningPool(PoolBuilder settings, EventBus events, ErrorHandler errors) {
        this.settings = settings;
        this.events = events;
        this.errors = errors;
        this.node = Objects.requireNonNull(settings.node);
        this.workers = new WorkerTable(settings.maxWorkers);
        this.sessions = settings.sessionStore == null
                ? null
                : new SessionKeeper(settings.sessionStore, workers, settings.clock);
        this.meters = new PoolMeters(settings.metrics);
        this.work = new WorkWatch(settings.clock);
        this.health = new PoolHealthCheck(settings, jobs, work);
        this.guard = new PoolGuard(settings, meters.sink(), events);
        this.attacks = new AttackWatch(settings, meters.sink(), workers, events, errors);
        this.patience = new StartPatience(node, settings.startTimeout);
    }

    void start() {
        Network chain = settings.network == null ? patience.awaitNetwork() : settings.network;
        ProofOfWork pow = settings.algorithm == null ? ProofOfWorks.byName(chain.algorithm()) : settings.algorithm;
        byte[] poolScript = payoutScript(chain);
        network = chain;
        algorithm = pow;

        PoolBooks known = new PoolBooks(settings, chain, pow, workers, meters.sink(), errors);
        books = known;
        health.add(known::snapshotHealth);
        SharePipeline ring = known.pipeline();
        pipeline = ring;
        known.open();
        startStores();
        CoinbaseSplitSource splits = known.splits(poolScript);

        PoolBlocks blocks = new PoolBlocks(ring, events, settings.clock, workers, node.templates());
        BlockTracker follow = new BlockTracker(node.chain(), blocks, errors, settings.maturity);
        tracker = follow;
        blocks.attach(follow, known.openBlocks());
        submission = new BlockSubmission(
                node.submitters(), blockDirectory(), blocks, errors, new BlockMeters(meters.sink(), settings.clock));
        startWork(
                ring,
                pow,
                new JobFactory(settings.extranonce, poolScript, settings.coinbaseTag, splits, submission, known.boot()),
                follow,
                splits.perOwner());
        patience.awaitFirstJob(jobs);
        submission.resume();
        attacks.start();
        letMinersIn();
        if (settings.wallet != null) {
            PayoutRun run = new PayoutRun(ring, settings.wallet, settings.payments, chain, settings.clock, errors);
            payouts = run;
            health.add(run::health);
            run.start();
        }
    }

    private void letMinersIn() {
        for (FrontEnd frontEnd : settings.frontEnds) {
            frontEnd.start();
            started.add(frontEnd);
        }
    }

    private void startStores() {
        if (sessions != null) {
            sessions.start();
            health.add(sessions::health);
        }
        guard.start();
        health.add(guard::health);
        if (settings.store != null) {
            StoreProjector follow = new StoreProjector(settings.journal, settings.store);
            projector = follow;
            health.add(follow::health);
            follow.start();
        }
    }

    private void startWork(
            SharePipeline ring, ProofOfWork pow, JobFactory factory, BlockTracker follow, boolean perOwner) {
        JobPublishing publishing = new JobPublishing(
                jobs, ring, events, settings.clock, settings.vardiff, pow.shareMultiplier(), meters.sink());
        TemplateFollower templates =
                new TemplateFollower(factory, jobs, publishing, settings.follower, settings.clock, errors);
        follower = templates;
        SessionTerms terms = new SessionTerms(
                settings.vardiff,
                pow.shareMultiplier(),
                settings.floor(),
                settings.maxDifficulty,
                settings.versionMask,
                settings.extranonce.extranonce1Size(),
                settings.extranonce.extranonce2Size(),
                authenticator(),
                perOwner,
                workers,
                settings.clock,
                templates::requestRedifficulty);
        PipelineIngress entry = new PipelineIngress(
                ring, terms, jobs, new ExtranonceAllocator(settings.extranonce), pow, meters.sink());
        ingress = entry;
        entry.protect(guard.guard());
        health.attach(ring, entry);
        meters.watch(ring, entry, workers, jobs, settings.clock);
        entry.offer(factory.customJobs(jobs));
        publishing.attach(entry);
        settings.frontEnds.forEach(frontEnd -> frontEnd.attach(entry));
        node.templates().subscribe(update -> {
            work.onTemplate(update.template());
            follow.onTip(update.template().height() - 1, update.reorg());
            templates.onTemplate(update);
        });
        templates.start();
        follow.start(TRACK_INTERVAL_MS);
        node.start();
    }

    private MinerAuthenticator authenticator() {
        if (settings.authenticator != null) {
            return settings.authenticator;
        }
        return settings.payout == null
                ? MinerAuthenticator.everybody()
                : new AddressAuthenticator(Objects.requireNonNull(network));
    }

    /** Makes a start that still waits for the node give up soon. Any thread. */
    void abandon() {
        patience.abandon();
    }

    private byte[] payoutScript(Network chain) {
        String address = Objects.requireNonNull(settings.payoutAddress);
        try {
            return Address.parse(address, chain).script();
        } catch (AddressException e) {
            throw new ConfigurationException(
                    "payoutAddress", String.valueOf(e.getMessage()), "Give an address of " + chain.name());
        }
    }

    private @Nullable Path blockDirectory() {
        return settings.dataDirectory == null ? null : settings.dataDirectory.resolve("blocks");
    }

    PoolSnapshot snapshot(PoolState state) {
        PoolBooks.Summary summary = Objects.requireNonNull(books).summary();
        long now = settings.clock.epochMillis();
        SharePipeline ring = Objects.requireNonNull(pipeline);
        MetricsSnapshot numbers = meters.snapshot();
        return new PoolSnapshot(
                state,
                Objects.requireNonNull(network).name(),
                Objects.requireNonNull(algorithm).name(),
                jobs.newest(),
                ingress == null ? 0 : ingress.connections(),
                ring.hashrate().snapshot(now),
                workers.list().stream()
                        .map(w -> WorkerSnapshot.of(w, now))
                        .sorted(Comparator.comparing(WorkerSnapshot::name))
                        .toList(),
                summary.blocks(),
                summary.earned(),
                summary.creditedShares(),
                summary.creditedWork(),
                numbers.counters(),
                numbers.latencies(),
                health.components());
    }

    PoolHealth health(PoolState state, boolean hasStarted) {
        return health.report(state, hasStarted);
    }

    PoolControl control() {
        return new LiveControl(workers, settings.frontEnds, guard.guard(), attacks);
    }

    @Nullable
    PayoutRun payouts() {
        return payouts;
    }

    /**
     * The order matters: no new work, then the ring runs dry so that every miner has his answer, then the miners leave.
     * Until the last connection is gone a solved block may come; only then submission ends, and with it what records it.
     */
    void close() {
        if (ingress != null) {
            ingress.stopAccepting();
        }
        AutoCloseableQuietly.close(attacks);
        meters.close();
        AutoCloseableQuietly.close(payouts);
        started.forEach(FrontEnd::drain);
        AutoCloseableQuietly.close(follower);
        if (ingress != null) {
            ingress.awaitUnparked(DRAIN_MS);
        }
        drainRing();
        settings.frontEnds.forEach(AutoCloseableQuietly::close);
        drainRing(); // what the miners sent last is answered to nobody, but an expensive hash in it may be a block
        AutoCloseableQuietly.close(submission);
        AutoCloseableQuietly.close(tracker);
        drainRing(); // the records of the last blocks
        if (books != null && follower != null) {
            books.finish();
        }
        AutoCloseableQuietly.close(books);
        AutoCloseableQuietly.close(pipeline);
        AutoCloseableQuietly.close(sessions);
        AutoCloseableQuietly.close(guard);
        AutoCloseableQuietly.close(node);
        AutoCloseableQuietly.close(projector);
        AutoCloseableQuietly.close(settings.store);
        AutoCloseableQuietly.close(settings.wallet instanceof AutoCloseable closeable ? closeable : null);
        AutoCloseableQuietly.close(settings.ledgerStore);
        AutoCloseableQuietly.close(settings.journal);
    }

    private void drainRing() {
        if (pipeline != null && !pipeline.drain(DRAIN_MS)) {
            LOG.warn("what waits in the pipeline could not be finished before the pool closed");
        }
    }
}
