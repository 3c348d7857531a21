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

    /** Waiting time of the oldest share of each batch, from decoding to its verdict: one sample per batch, the longest. */
    final LatencyRecorder verdictLatency;

    /** From the verdicts of a batch to their records being durable: the same for all of it, so one sample per batch. */
    final LatencyRecorder journalLatency;

    /** From durable to on its way to the event loops, of the oldest share of each batch: one sample per batch. */
    final LatencyRecorder replyLatency;

    final LatencyRecorder flushLatency;
    final LatencyRecorder parkedLatency;
    final Counter journalFailures;

    /** When the batch began that is being written, 0 when none is. Written by the journal's thread. */
    private volatile long commitSinceNs;

    PipelineMetrics(MetricsSink sink) {
        for (ShareVerdict verdict : ShareVerdict.values()) {
            String name = verdict.name().toLowerCase(Locale.ROOT);
            byVerdict.put(verdict, sink.counter("shares." + name, "shares with the verdict: " + verdict.message()));
        }
        shareLatency = sink.latency("share.latency", "from decoded share to verdict on its way back");
        parked = sink.counter("pipeline.parked", "shares that found the ring full and waited");
        verdictLatency = sink.latency(
                "share.verdict.latency", "from decoded share to verdict, the longest of each batch of the pipeline");
        journalLatency = sink.latency("share.journal.latency", "from the verdicts of a batch to durable records");
        replyLatency = sink.latency(
                "share.reply.latency", "from durable record to answer on its way, the longest of each batch");
        flushLatency =
                sink.latency("journal.flush.latency", "one flush of the journal, its force of the disk included");
        parkedLatency = sink.latency("pipeline.parked.latency", "how long a share waited for room in the ring");
        journalFailures = sink.counter("journal.failures", "batches of which the journal refused a part or all");
        records = sink.counter("pipeline.records", "journal records other than shares");
    }

    /** A batch is being written from now on. */
    void commitBegins(long nowNs) {
        commitSinceNs = nowNs == 0 ? 1 : nowNs;
    }

    void commitEnds() {
        commitSinceNs = 0;
    }

    /** How long the batch under way has taken so far, 0 when there is none. Any thread. */
    long commitNs(long nowNs) {
        long since = commitSinceNs;
        return since == 0 ? 0 : Math.max(0, nowNs - since);
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
