package io.otedama.stratum.loop;

import io.otedama.share.ShareVerdict;
import io.otedama.spi.MetricsSink;
import io.otedama.spi.MetricsSink.Counter;
import io.otedama.spi.MetricsSink.Gauge;
import io.otedama.spi.MetricsSink.LatencyRecorder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** What a server counts. Any thread; updating allocates nothing. */
public final class ServerMetrics {
    public final Counter opened;
    public final Counter closed;
    public final Counter refused;
    public final Counter malformed;
    public final Counter slowConsumers;
    public final Counter superseded;
    public final Counter timedOut;
    private final MetricsSink sink;
    private final LatencyRecorder shareLatency;
    private final LatencyRecorder fanOutLatency;
    private final Map<ShareVerdict, Counter> verdicts = new EnumMap<>(ShareVerdict.class);

    ServerMetrics(MetricsSink sink) {
        this.sink = sink;
        opened = sink.counter("stratum.connections.opened", "Connections admitted");
        closed = sink.counter("stratum.connections.closed", "Connections ended, for any reason");
        refused = sink.counter("stratum.connections.refused", "Connections refused at a limit");
        malformed = sink.counter("stratum.requests.malformed", "Requests that could not be understood");
        slowConsumers = sink.counter("stratum.connections.slow", "Connections closed because they did not read");
        superseded = sink.counter("stratum.jobs.superseded", "Jobs not sent to a slow connection, replaced by a newer");
        timedOut = sink.counter("stratum.connections.timeout", "Connections closed for handshake or idle time");
        shareLatency = sink.latency(
                "stratum.share.latency", "From decoding a share that went through the pipeline to its answer");
        fanOutLatency = sink.latency(
                "stratum.job.fanout.latency",
                "From being told of a job to the last event loop having written it, each protocol by itself");
        for (ShareVerdict verdict : ShareVerdict.values()) {
            String name = verdict.name().toLowerCase(Locale.ROOT);
            verdicts.put(verdict, sink.counter("stratum.shares." + name, "Shares answered: " + verdict.message()));
        }
    }

    /**
     * Shows how many connections speak a protocol.
     *
     * @return ends it
     */
    Gauge open(String protocol, DoubleSupplier count) {
        return sink.gauge(
                "stratum.connections.open." + protocol, "Connections open now that speak this protocol", count);
    }

    /** Every loop has written a job. */
    void fannedOut(long latencyNs) {
        fanOutLatency.record(latencyNs);
    }

    /** A share had to wait for its verdict; those refused at once would hide the others. */
    public void waited(long latencyNs) {
        shareLatency.record(latencyNs);
    }

    public void answered(ShareVerdict verdict) {
        Counter counter = verdicts.get(verdict);
        if (counter != null) {
            counter.increment();
        }
    }
}
