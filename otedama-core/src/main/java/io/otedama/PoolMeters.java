package io.otedama;

import io.otedama.job.JobTable;
import io.otedama.metrics.HashrateWindow;
import io.otedama.metrics.InMemoryMetrics;
import io.otedama.metrics.MetricsSnapshot;
import io.otedama.metrics.TeeMetrics;
import io.otedama.pipeline.PipelineIngress;
import io.otedama.pipeline.SharePipeline;
import io.otedama.session.WorkerTable;
import io.otedama.spi.ClientClass;
import io.otedama.spi.MetricsSink;
import io.otedama.spi.MiningJob;
import io.otedama.spi.PoolClock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one pool: kept here for its snapshot, and told to the host's sink when it has one. Gauges end with the pool; the
 * host's sink may live on. Any thread.
 */
final class PoolMeters implements AutoCloseable {
    private final InMemoryMetrics own;
    private final MetricsSink sink;
    private final List<MetricsSink.Gauge> gauges = new CopyOnWriteArrayList<>();

    PoolMeters(MetricsSink host) {
        if (host instanceof InMemoryMetrics memory) {
            own = memory;
            sink = memory;
        } else {
            own = new InMemoryMetrics();
            sink = new TeeMetrics(own, host);
        }
    }

    /** Where every part of the pool puts its numbers. */
    MetricsSink sink() {
        return sink;
    }

    MetricsSnapshot snapshot() {
        return own.snapshot();
    }

    void watch(SharePipeline ring, PipelineIngress miners, WorkerTable workers, JobTable jobs, PoolClock clock) {
        gauge("pipeline.ring.slots", "slots of the ring", ring::ringSize);
        gauge("pipeline.ring.used", "slots taken now", ring::ringUsed);
        gauge("pipeline.parked.now", "shares that wait for room in the ring", miners::parked);
        gauge("sessions.open", "mining sessions open now, of all front ends", miners::connections);
        for (ClientClass kind : ClientClass.all()) {
            gauge(
                    "sessions.firmware." + kind.name().toLowerCase(Locale.ROOT),
                    "mining sessions open now, by what their clients say they are",
                    () -> miners.clients().open(kind));
        }
        gauge(
                "workers.known",
                "workers connected or ever credited",
                () -> workers.list().size());
        gauge(
                "pool.hashrate",
                "hashes per second of credited work, mean of five minutes",
                () -> ring.hashrate().hashesPerSecond(HashrateWindow.FIVE_MINUTES, clock.epochMillis()));
        gauge("job.height", "height of the block that is being mined", () -> height(jobs.newest()));
    }

    private static double height(@Nullable MiningJob job) {
        return job == null ? Double.NaN : job.height();
    }

    void gauge(String name, String description, DoubleSupplier value) {
        gauges.add(sink.gauge(name, description, value));
    }

    /** Nobody asks this pool for numbers any more. */
    @Override
    public void close() {
        gauges.forEach(MetricsSink.Gauge::close);
        gauges.clear();
    }
}
