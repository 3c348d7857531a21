package io.otedama.stratum.v1;

import io.otedama.share.ShareVerdict;
import io.otedama.spi.MetricsSink;
import io.otedama.spi.MetricsSink.Counter;
import io.otedama.spi.MetricsSink.LatencyRecorder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What a Stratum V1 server counts. Any thread; updating allocates nothing. */
final class V1Metrics {
    final Counter opened;
    final Counter closed;
    final Counter refused;
    final Counter malformed;
    final Counter slowConsumers;
    final Counter superseded;
    final Counter timedOut;
    final LatencyRecorder shareLatency;
    private final Map<ShareVerdict, Counter> verdicts = new EnumMap<>(ShareVerdict.class);

    V1Metrics(MetricsSink sink) {
        opened = sink.counter("stratum.connections.opened", "Connections admitted");
        closed = sink.counter("stratum.connections.closed", "Connections ended, for any reason");
        refused = sink.counter("stratum.connections.refused", "Connections refused at a limit");
        malformed = sink.counter("stratum.requests.malformed", "Requests that could not be understood");
        slowConsumers = sink.counter("stratum.connections.slow", "Connections closed because they did not read");
        superseded = sink.counter("stratum.jobs.superseded", "Jobs not sent to a slow connection, replaced by a newer");
        timedOut = sink.counter("stratum.connections.timeout", "Connections closed for handshake or idle time");
        shareLatency = sink.latency(
                "stratum.share.latency", "From decoding a share that went through the pipeline to its answer");
        for (ShareVerdict verdict : ShareVerdict.values()) {
            String name = verdict.name().toLowerCase(Locale.ROOT);
            verdicts.put(verdict, sink.counter("stratum.shares." + name, "Shares answered: " + verdict.message()));
        }
    }

    /** A share had to wait for its verdict; those refused at once would hide the others. */
    void waited(long latencyNs) {
        shareLatency.record(latencyNs);
    }

    void answered(ShareVerdict verdict) {
        Counter counter = verdicts.get(verdict);
        if (counter != null) {
            counter.increment();
        }
    }
}
