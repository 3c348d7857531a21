package io.otedama.pipeline;

import io.otedama.metrics.HashrateEstimate;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.MetricsSink;
import io.otedama.spi.MetricsSink.Counter;
import io.otedama.spi.MetricsSink.LatencyRecorder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The pipeline's instruments, made once. Counting is safe from any thread. */
final class PipelineMetrics {
    private final Map<ShareVerdict, Counter> byVerdict = new EnumMap<>(ShareVerdict.class);
    private final HashrateEstimate poolHashrate = new HashrateEstimate();
    final LatencyRecorder shareLatency;
    final Counter parked;
    final Counter records;

    PipelineMetrics(MetricsSink sink) {
        for (ShareVerdict verdict : ShareVerdict.values()) {
            String name = verdict.name().toLowerCase(Locale.ROOT);
            byVerdict.put(verdict, sink.counter("shares." + name, "shares with the verdict: " + verdict.message()));
        }
        shareLatency = sink.latency("share.latency", "from decoded share to verdict on its way back");
        parked = sink.counter("pipeline.parked", "shares that found the ring full and waited");
        records = sink.counter("pipeline.records", "journal records other than shares");
    }

    void count(ShareVerdict verdict) {
        Counter counter = byVerdict.get(verdict);
        if (counter != null) {
            counter.increment();
        }
    }

    HashrateEstimate poolHashrate() {
        return poolHashrate;
    }
}
