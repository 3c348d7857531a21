package io.otedama;

import io.otedama.accounting.Accounting;
import io.otedama.block.BlockSubmission;
import io.otedama.block.BlockTracker;
import io.otedama.chain.Address;
import io.otedama.chain.Network;
import io.otedama.chain.Work;
import io.otedama.error.AddressException;
import io.otedama.error.ConfigurationException;
import io.otedama.error.ErrorHandler;
import io.otedama.error.PoolException;
import io.otedama.event.EventBus;
import io.otedama.job.ExtranonceAllocator;
import io.otedama.job.JobFactory;
import io.otedama.job.JobTable;
import io.otedama.job.TemplateFollower;
import io.otedama.ledger.BlockBook;
import io.otedama.metrics.InMemoryMetrics;
import io.otedama.metrics.MetricsSnapshot;
import io.otedama.payment.PayoutRun;
import io.otedama.payout.PayoutBook.DirectPayment;
import io.otedama.payout.PayoutTerms;
import io.otedama.pipeline.JournalReplay;
import io.otedama.pipeline.PipelineIngress;
import io.otedama.pipeline.SharePipeline;
import io.otedama.pow.ProofOfWork;
import io.otedama.pow.ProofOfWorks;
import io.otedama.security.AddressAuthenticator;
import io.otedama.session.FrontEnd;
import io.otedama.session.SessionTerms;
import io.otedama.session.WorkerTable;
import io.otedama.share.DuplicateFilter;
import io.otedama.spi.BootRecord;
import io.otedama.spi.CoinNode;
import io.otedama.spi.CoinbaseSplitSource;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.ConfigRecord;
import io.otedama.spi.MinerAuthenticator;
import io.otedama.spi.RecordView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a started pool, wired together. {@link Pool} guards its life cycle. */
final class RunningPool {
    private static final Logger LOG = LoggerFactory.getLogger(Pool.class);
    private static final long DRAIN_MS = 5_000;
    private static final long RECORD_WAIT_MS = 10_000;
    private static final int BOOT_BYTES = 256;
    private static final long TRACK_INTERVAL_MS = 1_000;

    private final PoolBuilder settings;
    private final EventBus events;
    private final ErrorHandler errors;
    private final CoinNode node;
    private final List<FrontEnd> started = new ArrayList<>();
    private final JobTable jobs = new JobTable();
    private final WorkerTable workers;
    private final StartPatience patience;

    private @Nullable Network network;
    private @Nullable ProofOfWork algorithm;
    private @Nullable SharePipeline pipeline;
    private @Nullable PipelineIngress ingress;
    private @Nullable BlockSubmission submission;
    private @Nullable BlockTracker tracker;
    private @Nullable TemplateFollower follower;
    private volatile @Nullable PayoutRun payouts;

    RunningPool(PoolBuilder settings, EventBus events, ErrorHandler errors) {
        this.settings = settings;
        this.events = events;
        this.errors = errors;
        this.node = Objects.requireNonNull(settings.node);
        this.workers = new WorkerTable(settings.maxWorkers);
        this.patience = new StartPatience(node, settings.startTimeout);
    }

    void start() {
        Network chain = settings.network == null ? patience.awaitNetwork() : settings.network;
        ProofOfWork pow = settings.algorithm == null ? ProofOfWorks.byName(chain.algorithm()) : settings.algorithm;
        byte[] poolScript = payoutScript(chain);
        network = chain;
        algorithm = pow;

        Accounting accounting = new Accounting(settings.journal);
        DuplicateFilter filter =
                new DuplicateFilter(settings.pipeline.duplicateCapacity(), settings.pipeline.maxSharesPerBlock());
        SharePipeline ring = new SharePipeline(
                settings.pipeline, pow, settings.journal, accounting, filter, settings.clock, settings.metrics, errors);
        pipeline = ring;
        new JournalReplay(accounting, filter, workers, ring.hashrate()).run(settings.journal);
        PayoutTermsRecording.checkOrigin(accounting, settings.name, chain);
        ConfigRecord config =
                PayoutTermsRecording.record(accounting, settings.payout, chain, settings.clock.epochMillis());
        long lastSplitId = accounting.lastSplitId();
        List<BlockBook.Entry> openBlocks = accounting.blocks().list();
        // later than every number before it, also when nothing was kept of the time before
        long boot = Math.max(accounting.bootNumber() + 1, settings.clock.epochMillis());
        ring.start();
        recordBoot(ring, chain, boot);
        if (config != null) {
            record(ring, config);
        }
        CoinbaseSplitSource splits = splits(ring, chain, poolScript, lastSplitId);

        PoolBlocks blocks = new PoolBlocks(ring, events, settings.clock, workers, node.templates());
        BlockTracker follow = new BlockTracker(node.chain(), blocks, errors, settings.maturity);
        tracker = follow;
        blocks.attach(follow, openBlocks);
        submission = new BlockSubmission(node.submitters(), blockDirectory(), blocks, errors);
        startWork(
                ring,
                pow,
                new JobFactory(settings.extranonce, poolScript, settings.coinbaseTag, splits, submission, boot),
                follow,
                splits.perOwner());
        patience.awaitFirstJob(jobs);
        submission.resume();
        for (FrontEnd frontEnd : settings.frontEnds) {
            frontEnd.start();
            started.add(frontEnd);
        }
        if (settings.wallet != null) {
            PayoutRun run = new PayoutRun(ring, settings.wallet, settings.payments, chain, settings.clock, errors);
            payouts = run;
            run.start();
        }
    }

    /** Who pays the miners, when somebody does. Any thread. */
    Optional<PayoutRun> payouts() {
        return Optional.ofNullable(payouts);
    }

    private void startWork(
            SharePipeline ring, ProofOfWork pow, JobFactory factory, BlockTracker follow, boolean perOwner) {
        JobPublishing publishing =
                new JobPublishing(jobs, ring, events, settings.clock, settings.vardiff, pow.shareMultiplier());
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
                ring, terms, jobs, new ExtranonceAllocator(settings.extranonce), pow, settings.metrics);
        ingress = entry;
        publishing.attach(entry);
        settings.frontEnds.forEach(frontEnd -> frontEnd.attach(entry));
        node.templates().subscribe(update -> {
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

    /** The host's own, or what the payout scheme asks for. */
    private CoinbaseSplitSource splits(SharePipeline ring, Network chain, byte[] poolScript, long lastId) {
        PayoutTerms terms = settings.payout;
        DirectPayment direct = terms == null
                ? DirectPayment.NONE
                : ask(ring, books -> Objects.requireNonNull(books.book()).direct());
        return terms == null || direct == DirectPayment.NONE
                ? settings.splits
                : new DirectSplits(direct, terms, ring, chain, poolScript, settings.clock, lastId);
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

    private void recordBoot(SharePipeline ring, Network chain, long boot) {
        ByteBuffer bytes = ByteBuffer.allocate(BOOT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        BootRecord record =
                new BootRecord().encode(bytes, settings.clock.epochMillis(), boot, chain.genesis(), settings.name);
        record(ring, record);
    }

    private static void record(SharePipeline ring, RecordView record) {
        try {
            ring.publish(record, null).get(RECORD_WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new PoolException(
                    "the journal does not take the " + record.type().name().toLowerCase(Locale.ROOT) + " record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PoolException("interrupted while starting", e);
        }
    }

    PoolSnapshot snapshot(PoolState state) {
        Books books = ask(Objects.requireNonNull(pipeline), Books::of);
        long now = settings.clock.epochMillis();
        SharePipeline ring = Objects.requireNonNull(pipeline);
        MetricsSnapshot numbers = settings.metrics instanceof InMemoryMetrics memory
                ? memory.snapshot()
                : new MetricsSnapshot(Map.of(), Map.of());
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
                books.blocks,
                books.earned,
                books.creditedShares,
                books.creditedWork,
                numbers.counters(),
                numbers.latencies(),
                health());
    }

    private static <T> T ask(SharePipeline ring, Function<Accounting, T> question) {
        try {
            return ring.query(question).get(RECORD_WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new PoolException("the pipeline does not answer; it is overloaded or has stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PoolException("interrupted while asking the pipeline", e);
        }
    }

    private List<ComponentHealth> health() {
        List<ComponentHealth> all = new ArrayList<>();
        all.add(node.health());
        settings.frontEnds.forEach(frontEnd -> all.add(frontEnd.health()));
        payouts().ifPresent(run -> all.add(run.health()));
        return all;
    }

    /**
     * The order matters: no new work, then the ring runs dry so that every miner has his answer, then the miners leave.
     * Until the last connection is gone a solved block may come; only then submission ends, and with it what records it.
     */
    void close() {
        if (ingress != null) {
            ingress.stopAccepting();
        }
        started.forEach(FrontEnd::drain);
        AutoCloseableQuietly.close(follower);
        if (ingress != null) {
            ingress.awaitUnparked(DRAIN_MS);
        }
        drainRing();
        settings.frontEnds.forEach(AutoCloseableQuietly::close);
        drainRing(); // what the miners sent last is answered to nobody, but an expensive hash in it may be a block
        AutoCloseableQuietly.close(payouts == null ? settings.wallet : payouts);
        AutoCloseableQuietly.close(submission);
        AutoCloseableQuietly.close(tracker);
        drainRing(); // the records of the last blocks
        AutoCloseableQuietly.close(pipeline);
        AutoCloseableQuietly.close(node);
        AutoCloseableQuietly.close(settings.journal);
    }

    private void drainRing() {
        if (pipeline != null && !pipeline.drain(DRAIN_MS)) {
            LOG.warn("what waits in the pipeline could not be finished before the pool closed");
        }
    }

    private record Books(List<BlockBook.Entry> blocks, long earned, long creditedShares, Work creditedWork) {
        static Books of(Accounting accounting) {
            accounting.credits().checkInvariant();
            accounting.ledger().checkInvariant();
            return new Books(
                    accounting.blocks().list(),
                    accounting.blocks().earned(),
                    accounting.credits().totalShares(),
                    accounting.credits().totalWork());
        }
    }
}
