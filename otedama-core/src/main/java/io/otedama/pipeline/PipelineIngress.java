package io.otedama.pipeline;

import io.otedama.job.CustomJobs;
import io.otedama.job.ExtranonceAllocator;
import io.otedama.job.Job;
import io.otedama.job.JobTable;
import io.otedama.pow.ProofOfWork;
import io.otedama.security.Guard;
import io.otedama.session.ClientCensus;
import io.otedama.session.IngressLane;
import io.otedama.session.MinerIngress;
import io.otedama.session.ReplyQueue;
import io.otedama.session.SessionTerms;
import io.otedama.spi.JobListener;
import io.otedama.spi.MetricsSink;
import io.otedama.spi.MiningJob;
import io.otedama.spi.PoolClock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The engine's face towards front ends. Thread-safe. */
public final class PipelineIngress implements MinerIngress {
    private static final long PARK_NS = 1_000_000;

    private final SharePipeline pipeline;
    private final LaneContext context;
    private final MetricsSink metrics;
    private volatile @Nullable CustomJobs customJobs;
    private volatile @Nullable Guard guard;
    private final List<JobListener> listeners = new CopyOnWriteArrayList<>();

    public PipelineIngress(
            SharePipeline pipeline,
            SessionTerms terms,
            JobTable jobs,
            ExtranonceAllocator extranonces,
            ProofOfWork algorithm,
            MetricsSink metrics) {
        this.pipeline = pipeline;
        this.context = new LaneContext(terms, jobs, extranonces, algorithm);
        this.metrics = metrics;
    }

    /** Before the first front end is attached: the guard of the pool. */
    public void protect(Guard poolGuard) {
        guard = poolGuard;
    }

    @Override
    public Guard guard() {
        Guard own = guard;
        return own == null ? MinerIngress.super.guard() : own;
    }

    /** Before the first front end is attached: miners may bring work of their own. */
    public void offer(@Nullable CustomJobs jobs) {
        customJobs = jobs;
    }

    @Override
    public @Nullable CustomJobs customJobs() {
        return customJobs;
    }

    @Override
    public IngressLane openLane(ReplyQueue replies) {
        return new PipelineLane(pipeline, context, replies);
    }

    @Override
    public void addJobListener(JobListener listener) {
        listeners.add(listener);
    }

    /** Tells every front end, whatever one of them throws; job thread only. */
    public void announce(Job job) {
        for (JobListener listener : listeners) {
            try {
                listener.onJob(job);
            } catch (RuntimeException e) {
                pipeline.errors().onError("job listener " + listener.getClass().getName(), e, false);
            }
        }
    }

    /** From now on connections are refused and shares are answered that the pool is stopping; blocks still count. */
    public void stopAccepting() {
        context.stop();
    }

    /** Waits until the event loops have brought every parked share into the ring; false when that took longer. */
    public boolean awaitUnparked(long timeoutMs) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (context.parked() > 0 && !pipeline.isStopped()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(PARK_NS);
        }
        return true;
    }

    /** Shares that wait for room in the ring now. */
    public int parked() {
        return context.parked();
    }

    /** Sessions open now, by what their clients say they are. */
    public ClientCensus clients() {
        return context.clients();
    }

    /** Sessions open now. */
    public int connections() {
        return context.connections();
    }

    @Override
    public @Nullable MiningJob currentJob() {
        return context.jobs().newest();
    }

    @Override
    public int replyCapacity() {
        return pipeline.ringSize();
    }

    @Override
    public boolean allowsVersionRolling() {
        return context.terms().versionMask() != 0;
    }

    @Override
    public PoolClock clock() {
        return context.terms().clock();
    }

    @Override
    public MetricsSink metrics() {
        return metrics;
    }
}
