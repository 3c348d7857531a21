package io.otedama.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.spi.MetricsSink;
import io.otedama.spi.MetricsSinkContract;
import org.junit.jupiter.api.Test;

class InMemoryMetricsTest extends MetricsSinkContract {
    private final InMemoryMetrics metrics = new InMemoryMetrics();

    @Override
    protected MetricsSink sink() {
        return metrics;
    }

    @Override
    protected long countOf(String name) {
        return metrics.snapshot().counters().get(name);
    }

    @Override
    protected long recordsOf(String name) {
        return metrics.snapshot().latencies().get(name).count();
    }

    @Override
    protected long maxNsOf(String name) {
        return metrics.snapshot().latencies().get(name).maxNs();
    }

    @Override
    protected double valueOf(String name) {
        return metrics.snapshot().gauges().getOrDefault(name, Double.NaN);
    }

    @Test
    void gaugesOfOneNameAreBounded() {
        for (int i = 0; i < GaugeSum.MAX_PARTS; i++) {
            metrics.gauge("a", "", () -> 1);
        }
        assertThatThrownBy(() -> metrics.gauge("a", "", () -> 1)).isInstanceOf(IllegalStateException.class);
        assertThat(valueOf("a")).isEqualTo(GaugeSum.MAX_PARTS);
    }

    @Test
    void aSnapshotIsSortedAndDoesNotChangeLater() {
        metrics.counter("b", "").increment();
        metrics.counter("a", "").add(2);
        MetricsSnapshot snapshot = metrics.snapshot();
        metrics.counter("a", "").add(100);
        assertThat(snapshot.counters().keySet()).containsExactly("a", "b");
        assertThat(snapshot.counters()).containsEntry("a", 2L);
        assertThatThrownBy(() -> snapshot.counters().put("c", 1L)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aCountNeverFalls() {
        metrics.counter("a", "").add(5);
        metrics.counter("a", "").add(-3);
        assertThat(countOf("a")).isEqualTo(5);
    }

    @Test
    void instrumentsAreBounded() {
        for (int i = 0; i < InMemoryMetrics.MAX_INSTRUMENTS; i++) {
            metrics.counter("counter." + i, "");
        }
        metrics.counter("counter.0", "");
        assertThatThrownBy(() -> metrics.counter("one.more", "")).isInstanceOf(IllegalStateException.class);
        metrics.latency("other.kind", "");
    }
}
