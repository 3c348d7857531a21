package io.otedama.pipeline;

import io.otedama.accounting.Accounting;
import io.otedama.bench.SampleWork;
import io.otedama.chain.Difficulty;
import io.otedama.job.Job;
import io.otedama.metrics.InMemoryMetrics;
import io.otedama.payout.PayoutTerms;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.session.MinerConnection;
import io.otedama.session.MinerSession;
import io.otedama.session.ReplyQueue;
import io.otedama.session.SessionTerms;
import io.otedama.session.StaticVardiff;
import io.otedama.session.Worker;
import io.otedama.session.WorkerTable;
import io.otedama.share.DuplicateFilter;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.ConfigRecord;
import io.otedama.spi.JobRecord;
import io.otedama.spi.MinerAuthenticator;
import io.otedama.spi.PoolClock;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareJournal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline with everything behind it, and event loops that bring validated shares and take their verdicts; no sockets.
 *
 * <pre>
 *   Loop (one per producer) -> ring -> Dedupe, Journal, Account, Reply, Publish -> ReplyQueue -> Loop
 * </pre>
 */
final class PipelinePool implements AutoCloseable {
    private static final long WAIT_NS = 20_000;
    private static final int RECORD_BYTES = 512;

    /** Work 2^21, so that a window holds 20,971 shares of work 1: full after the first batch. */
    private static final int NETWORK_BITS = 0x1e08_0000;

    private final PoolClock clock = PoolClock.system();
    private final SharePipeline pipeline;
    private final ShareJournal journal;
    private final List<Loop> loops = new ArrayList<>();
    private volatile boolean broken;
    private long jobs;

    PipelinePool(PipelineConfig config, ShareJournal journal, int producers, String payoutTerms) {
        this.journal = journal;
        pipeline = new SharePipeline(
                config,
                new Sha256dProofOfWork(),
                journal,
                new Accounting(journal),
                new DuplicateFilter(config.duplicateCapacity(), config.maxSharesPerBlock()),
                clock,
                new InMemoryMetrics(),
                (where, error, fatal) -> broken = true);
        SessionTerms terms = terms(clock);
        for (int i = 1; i <= producers; i++) {
            loops.add(new Loop(i, terms));
        }
        pipeline.start();
        choose(PayoutTerms.parse(payoutTerms));
    }

    /** Every hash is a share. */
    static SessionTerms terms(PoolClock clock) {
        return new SessionTerms(
                new StaticVardiff(Difficulty.MIN),
                1,
                Difficulty.MIN,
                Difficulty.MAX,
                SessionTerms.BIP320_MASK,
                4,
                8,
                MinerAuthenticator.everybody(),
                new WorkerTable(1_000),
                clock,
                () -> {});
    }

    private void choose(PayoutTerms terms) {
        publish(new ConfigRecord().encode(bytes(), 1, terms.scheme(), terms.parameterText(), 0, 0, ""), null);
    }

    private static ByteBuffer bytes() {
        return ByteBuffer.allocate(RECORD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void publish(RecordView record, @Nullable Job job) {
        pipeline.publish(record, job).join();
    }

    /** A job on a new previous block, for every loop. */
    void newBlock() {
        jobs++;
        Job job = SampleWork.job(jobs, jobs, NETWORK_BITS);
        long value = SampleWork.COINBASE_VALUE;
        publish(new JobRecord().encode(bytes(), clock.epochMillis(), job, value, value, 0), job);
        loops.forEach(loop -> loop.source.mineOn(job));
    }

    /** What each loop does: that many shares in, as many verdicts out. */
    List<Runnable> tasks(int shares) {
        return loops.stream().<Runnable>map(loop -> () -> loop.mine(shares)).toList();
    }

    @Override
    public void close() {
        pipeline.close();
        journal.close();
    }

    /** One event loop with one miner. */
    private final class Loop implements MinerConnection {
        private final ReplyQueue replies = new ReplyQueue(pipeline.ringSize(), () -> {});
        private final ShareSource source;
        private int accepted;

        private Loop(long number, SessionTerms terms) {
            MinerSession session = new MinerSession(this, number, terms);
            Worker worker = Objects.requireNonNull(session.authorize("miner" + number, "x"));
            source = new ShareSource(pipeline.ring(), session, worker, replies);
        }

        private void mine(int shares) {
            accepted = 0;
            for (int i = 0; i < shares; i++) {
                while (!source.offer(source.worker(), clock.nanoTime())) {
                    takeVerdicts();
                    ShareSource.pause();
                }
            }
            while (accepted < shares) {
                LockSupport.parkNanos(WAIT_NS);
                takeVerdicts();
            }
        }

        private void takeVerdicts() {
            replies.drain();
            if (broken) {
                throw new IllegalStateException("a stage of the pipeline has thrown");
            }
        }

        @Override
        public void onVerdict(long token, ShareVerdict verdict) {
            if (!verdict.isAccepted()) {
                throw new IllegalStateException("share " + token + ": " + verdict);
            }
            accepted++;
        }

        @Override
        public void onVerdictsDelivered() {
            // nothing to flush
        }
    }
}
