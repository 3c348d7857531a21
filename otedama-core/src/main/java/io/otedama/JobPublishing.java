package io.otedama;

import io.otedama.chain.Difficulty;
import io.otedama.event.EventBus;
import io.otedama.event.PoolEvent;
import io.otedama.job.Job;
import io.otedama.job.JobPublisher;
import io.otedama.job.JobTable;
import io.otedama.pipeline.PipelineIngress;
import io.otedama.pipeline.SharePipeline;
import io.otedama.session.VardiffPolicy;
import io.otedama.spi.ClientClass;
import io.otedama.spi.JobRecord;
import io.otedama.spi.MetricsSink;
import io.otedama.spi.MiningJob.Purpose;
import io.otedama.spi.PoolClock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a job known, in the order that keeps every share explainable: journal first, then table, then miners. */
final class JobPublishing implements JobPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(JobPublishing.class);

    private final JobTable table;
    private final SharePipeline pipeline;
    private final EventBus events;
    private final PoolClock clock;
    private final VardiffPolicy vardiff;
    private final long multiplier;
    private final MetricsSink.Counter issued;
    private final MetricsSink.LatencyRecorder announced;
    private volatile @Nullable PipelineIngress ingress;
    private boolean warned;

    JobPublishing(
            JobTable table,
            SharePipeline pipeline,
            EventBus events,
            PoolClock clock,
            VardiffPolicy vardiff,
            long multiplier,
            MetricsSink metrics) {
        this.table = table;
        this.pipeline = pipeline;
        this.events = events;
        this.clock = clock;
        this.vardiff = vardiff;
        this.multiplier = multiplier;
        this.issued = metrics.counter("jobs.issued", "jobs given to miners");
        this.announced = metrics.latency("job.announce.latency", "from a finished job to all front ends being told");
    }

    void attach(PipelineIngress frontDoor) {
        ingress = frontDoor;
    }

    @Override
    public void publish(Job job) {
        long madeNs = clock.nanoTime();
        ByteBuffer bytes = ByteBuffer.allocate(JobRecord.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long splitId = job.variant(ClientClass.STANDARD).splitId();
        // enters the ring before the first share on it can
        var unused = pipeline.publish(
                new JobRecord().encode(bytes, clock.epochMillis(), job, job.coinbaseValue(), job.subsidy(), splitId),
                job);
        table.add(job);
        warnWhenClamped(job);
        PipelineIngress miners = ingress;
        if (miners != null) {
            miners.announce(job);
            announced.record(clock.nanoTime() - madeNs);
        }
        issued.increment();
        boolean newBlock = job.purpose() == Purpose.NEW_BLOCK;
        LOG.debug("{}", job);
        events.publish(new PoolEvent.JobIssued(clock.epochMillis(), job.id(), job.height(), newBlock));
    }

    private void warnWhenClamped(Job job) {
        Difficulty network = Difficulty.ofTarget(job.networkTarget(), multiplier);
        if (!warned && vardiff.startDifficulty().compareTo(network) > 0) {
            warned = true;
            LOG.warn(
                    "share difficulty {} is above the network's {}: shares are worth at most a block, so {} is used",
                    vardiff.startDifficulty(),
                    network,
                    network);
        }
    }
}
