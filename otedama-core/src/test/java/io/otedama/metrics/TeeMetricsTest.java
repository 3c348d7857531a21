package io.otedama.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.spi.MetricsSink;
import io.otedama.spi.MetricsSinkContract;
import org.junit.jupiter.api.AfterEach;

/** Both sinks hear of everything. */
class TeeMetricsTest extends MetricsSinkContract {
    private final InMemoryMetrics own = new InMemoryMetrics();
    private final InMemoryMetrics host = new InMemoryMetrics();
    private final TeeMetrics tee = new TeeMetrics(own, host);

    @AfterEach
    void bothShowTheSame() {
        assertThat(own.snapshot()).isEqualTo(host.snapshot());
    }

    @Override
    protected MetricsSink sink() {
        return tee;
    }

    @Override
    protected long countOf(String name) {
        return host.snapshot().counters().get(name);
    }

    @Override
    protected long recordsOf(String name) {
        return own.snapshot().latencies().get(name).count();
    }

    @Override
    protected long maxNsOf(String name) {
        return host.snapshot().latencies().get(name).maxNs();
    }

    @Override
    protected double valueOf(String name) {
        return own.snapshot().gauges().getOrDefault(name, Double.NaN);
    }
}
