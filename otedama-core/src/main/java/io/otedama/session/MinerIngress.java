package io.otedama.session;

import io.otedama.job.CustomJobs;
import io.otedama.security.Guard;
import io.otedama.spi.JobListener;
import io.otedama.spi.MetricsSink;
import io.otedama.spi.MiningJob;
import io.otedama.spi.PoolClock;
import org.jspecify.annotations.Nullable;

/** The engine as a front end sees it. Thread-safe. */
public interface MinerIngress {
    /**
     * One lane per event loop, used by that loop's thread only.
     *
     * @param replies where the verdicts of this lane's shares arrive
     */
    IngressLane openLane(ReplyQueue replies);

    /** Registers an ear for new jobs; it is called for every later job, on the job thread. */
    void addJobListener(JobListener listener);

    /** The newest job for everybody, or null before the first template came. */
    @Nullable
    MiningJob currentJob();

    /** Smallest useful capacity of a {@link ReplyQueue}: the size of the pipeline's ring. */
    int replyCapacity();

    /** False when the pool lets nobody roll version bits. */
    default boolean allowsVersionRolling() {
        return true;
    }

    /** Makes jobs of what miners select themselves; null when this pool takes no such work. */
    default @Nullable CustomJobs customJobs() {
        return null;
    }

    /**
     * The guard of this pool; unless overridden a new one with default limits, so ask once. Every edge of one pool should have
     * the same.
     */
    default Guard guard() {
        return Guard.withDefaults(clock(), metrics());
    }

    PoolClock clock();

    MetricsSink metrics();
}
