package io.otedama.pipeline;

import io.otedama.accounting.Accounting;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.job.ExtranonceAllocator;
import io.otedama.job.ExtranonceLayout;
import io.otedama.job.Job;
import io.otedama.job.JobFactory;
import io.otedama.job.JobTable;
import io.otedama.job.SolutionSink;
import io.otedama.metrics.InMemoryMetrics;
import io.otedama.pow.ProofOfWork;
import io.otedama.pow.ProofOfWorks;
import io.otedama.session.IngressLane;
import io.otedama.session.MinerConnection;
import io.otedama.session.MinerSession;
import io.otedama.session.ReplyQueue;
import io.otedama.session.SessionTerms;
import io.otedama.session.ShareSubmission;
import io.otedama.session.StaticVardiff;
import io.otedama.session.WorkerTable;
import io.otedama.share.DuplicateFilter;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.CoinbaseSplitSource.CoinbaseSplit;
import io.otedama.spi.JobRecord;
import io.otedama.spi.MinerAuthenticator;
import io.otedama.spi.MiningJob.Purpose;
import io.otedama.spi.PoolClock;
import io.otedama.spi.ShareJournal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A pipeline with lanes and jobs on which every hash is a share, without the rest of a pool. */
final class PipelineRig implements AutoCloseable {
    static final ProofOfWork SHA256D = Objects.requireNonNull(ProofOfWorks.byName("sha256d"));

    final JobTable jobs = new JobTable();
    final Accounting accounting;
    final DuplicateFilter filter;
    final WorkerTable workers = new WorkerTable(1000);
    final InMemoryMetrics metrics = new InMemoryMetrics();
    final List<Throwable> errors = new CopyOnWriteArrayList<>();
    final List<Throwable> fatal = new CopyOnWriteArrayList<>();
    final SharePipeline pipeline;
    final PipelineIngress ingress;
    private final JobFactory factory;

    /** Blocks are as hard as at difficulty 1, unless the test says otherwise. */
    int bits = 0x1d00ffff;

    volatile SolutionSink solutions = s -> {};

    PipelineRig(PipelineConfig config, ProofOfWork algorithm, ShareJournal journal) {
        accounting = new Accounting(journal);
        PoolClock clock = PoolClock.system();
        filter = new DuplicateFilter(config.duplicateCapacity(), config.maxSharesPerBlock());
        pipeline = new SharePipeline(
                config,
                algorithm,
                journal,
                accounting,
                filter,
                clock,
                metrics,
                (where, error, isFatal) -> (isFatal ? fatal : errors).add(error));
        SessionTerms terms = new SessionTerms(
                new StaticVardiff(Difficulty.MIN),
                algorithm.shareMultiplier(),
                Difficulty.MIN,
                Difficulty.MAX,
                SessionTerms.BIP320_MASK,
                4,
                8,
                MinerAuthenticator.everybody(),
                workers,
                clock,
                () -> {});
        ingress = new PipelineIngress(
                pipeline, terms, jobs, new ExtranonceAllocator(ExtranonceLayout.DEFAULT), algorithm, metrics);
        factory = new JobFactory(
                ExtranonceLayout.DEFAULT,
                Hex.decode("00146f58bac9506f9bfb821d62e69330410bb56f0085"),
                "/rig/",
                (value, clientClass, budget) -> CoinbaseSplit.POOL_ONLY,
                s -> solutions.onSolution(s),
                1);
    }

    static PipelineConfig config() {
        return PipelineConfig.forCores(2).withRingSize(64).withDuplicates(1024, 1 << 20);
    }

    PipelineRig started() {
        pipeline.start();
        return this;
    }

    /** A job on the previous block named by {@code salt}, through the ring, the table and the front ends. */
    Job issue(int salt) {
        byte[] previous = new byte[32];
        previous[0] = (byte) salt;
        long now = System.currentTimeMillis() / 1000;
        Job job = factory.make(
                io.otedama.chain.BlockTemplate.builder()
                        .height(100 + salt)
                        .previousBlock(Hash256.ofInternal(previous))
                        .bits(bits)
                        .minTime(now - 1000)
                        .curTime(now)
                        .coinbaseValue(50)
                        .build(),
                Purpose.NEW_BLOCK,
                now);
        ByteBuffer bytes = ByteBuffer.allocate(JobRecord.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        var unused = pipeline.publish(new JobRecord().encode(bytes, now * 1000, job, 50, 50, 0), job);
        jobs.add(job);
        ingress.announce(job);
        return job;
    }

    Loop loop() {
        return new Loop();
    }

    @Override
    public void close() {
        pipeline.close();
    }

    /** An event loop with its lane; belongs to the thread that uses it. */
    final class Loop {
        private final Semaphore wakeUps = new Semaphore(0);
        final ReplyQueue replies = new ReplyQueue(pipeline.ringSize(), wakeUps::release);
        final IngressLane lane = ingress.openLane(replies);

        /** Delivers verdicts; waits for the first a while. */
        void await() {
            try {
                if (!wakeUps.tryAcquire(10, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("no verdict in 10 s");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            replies.drain();
        }

        void drainNow() {
            replies.drain();
        }

        Miner miner(String user) {
            return new Miner(this, user);
        }
    }

    /** A miner that counts what it is told. */
    final class Miner implements MinerConnection {
        private static final int MAX_TOKENS = 1 << 21;

        final Loop loop;
        final MinerSession session;
        final ShareSubmission next = new ShareSubmission();
        final byte[] verdicts = new byte[MAX_TOKENS];
        final int[] counts = new int[ShareVerdict.values().length];
        int tokens;
        int answered;

        private Miner(Loop loop, String user) {
            this.loop = loop;
            this.session = Objects.requireNonNull(loop.lane.connect(this));
            next.worker = session.authorize(user, "x");
            next.extranonce2Size = 8;
        }

        /** Submits; a verdict that is final at once is counted as well. Returns what the lane said. */
        ShareVerdict submit(Job job, long extranonce2) {
            next.jobNumber = job.number();
            next.extranonce2 = extranonce2;
            next.ntime = (int) job.curTime();
            next.token = tokens++;
            ShareVerdict verdict = loop.lane.submit(session, next);
            if (verdict != ShareVerdict.PENDING) {
                onVerdict(next.token, verdict);
            }
            return verdict;
        }

        /** Submits as a front end would: not before the parked share is in the ring. */
        ShareVerdict submitPatiently(Job job, long extranonce2) {
            ShareVerdict verdict = submit(job, extranonce2);
            while (!loop.lane.retryParked(session)) {
                loop.drainNow();
                Thread.onSpinWait();
            }
            return verdict;
        }

        void awaitAll() {
            while (answered < tokens) {
                loop.await();
            }
        }

        ShareVerdict verdict(int token) {
            return ShareVerdict.values()[verdicts[token] - 1];
        }

        int count(ShareVerdict verdict) {
            return counts[verdict.ordinal()];
        }

        @Override
        public void onVerdict(long token, ShareVerdict verdict) {
            if (verdicts[(int) token] != 0) {
                throw new IllegalStateException("two verdicts for " + token);
            }
            verdicts[(int) token] = (byte) (verdict.ordinal() + 1);
            counts[verdict.ordinal()]++;
            answered++;
        }

        @Override
        public void onVerdictsDelivered() {
            // nothing to flush
        }
    }
}
