package io.otedama.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.otedama.spi.MetricsSink;
import io.otedama.spi.MetricsSinkContract;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The port over the registry that is scraped. */
class MicrometerMetricsTest extends MetricsSinkContract {
    private static final int UPDATES = 200_000;

    private final PrometheusExposition exposition = new PrometheusExposition("test");
    private final MicrometerMetrics metrics = exposition.metrics();

    @AfterEach
    void close() {
        exposition.close();
    }

    @Override
    protected MetricsSink sink() {
        return metrics;
    }

    @Override
    protected long countOf(String name) {
        MetricNaming.Named named = MetricNaming.of(name);
        return (long) exposition
                .registry()
                .get(named.name())
                .tags(named.tags())
                .counter()
                .count();
    }

    private Timer timer(String name) {
        return exposition.registry().get(MetricNaming.of(name).name()).timer();
    }

    @Override
    protected long recordsOf(String name) {
        return timer(name).count();
    }

    @Override
    protected long maxNsOf(String name) {
        return (long) timer(name).max(TimeUnit.NANOSECONDS);
    }

    @Override
    protected double valueOf(String name) {
        Gauge gauge = exposition.registry().find(MetricNaming.of(name).name()).gauge();
        return gauge == null ? Double.NaN : gauge.value();
    }

    @Test
    void aFamilyBecomesALabel() {
        metrics.counter("stratum.shares.accepted", "").increment();
        metrics.counter("stratum.shares.low_difficulty", "").add(2);
        assertThat(exposition
                        .registry()
                        .get("otedama.stratum.shares")
                        .tag("verdict", "low_difficulty")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(MetricNaming.of("stratum.connections.open.v1"))
                .isEqualTo(new MetricNaming.Named("otedama.stratum.connections.open", Tags.of("protocol", "v1")));
        assertThat(MetricNaming.of("block.first.answer.latency").tags()).isEmpty();
    }

    @Test
    void instrumentsAreBounded() {
        MicrometerMetrics bounded = new MicrometerMetrics(new SimpleMeterRegistry());
        for (int i = 0; i < MicrometerMetrics.MAX_INSTRUMENTS; i++) {
            bounded.counter("counter." + i, "");
        }
        bounded.counter("counter.0", "").increment();
        assertThatThrownBy(() -> bounded.latency("one.more", "")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> bounded.gauge("one.more", "", () -> 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void twoPoolsInOneRegistryDifferByTheirTags() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new MicrometerMetrics(registry, Tags.of("pool", "a")).gauge("sessions.open", "", () -> 1);
        new MicrometerMetrics(registry, Tags.of("pool", "b")).gauge("sessions.open", "", () -> 2);
        assertThat(registry.get("otedama.sessions.open")
                        .tag("pool", "b")
                        .gauge()
                        .value())
                .isEqualTo(2);
    }

    @Test
    void anUpdateAllocatesNothing() {
        MetricsSink.Counter counter = metrics.counter("stratum.shares.accepted", "");
        MetricsSink.LatencyRecorder latency = metrics.latency("share.latency", "");
        ThreadMXBean threads = (ThreadMXBean) Objects.requireNonNull(ManagementFactory.getThreadMXBean());
        double least = Double.MAX_VALUE;
        for (int round = 0; round < 6; round++) { // the first ones warm up
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < UPDATES; i++) {
                counter.increment();
                latency.record(i * 100L);
            }
            least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / (double) UPDATES);
        }
        assertThat(least).as("bytes per update").isLessThan(1);
    }
}
