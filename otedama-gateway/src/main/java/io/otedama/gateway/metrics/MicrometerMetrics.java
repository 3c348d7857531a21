package io.otedama.gateway.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.otedama.metrics.GaugeSum;
import io.otedama.spi.MetricsSink;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A pool's numbers in a Micrometer registry, the host's own or {@link PrometheusExposition}'s. Any thread. Updating neither
 * blocks nor allocates, as far as the registry's counters and timers do not; those of Prometheus do not.
 *
 * <p>Several pools may share a registry when their tags differ; with the same tags their counts add up. What the registry denies
 * by a filter costs nothing and shows nothing.
 */
public final class MicrometerMetrics implements MetricsSink {
    /** Most instruments of all kinds; names are fixed in code, so more is a name that contains a variable. */
    public static final int MAX_INSTRUMENTS = 1_024;

    /** Upper bounds of the buckets of every latency: half decades from 10 µs to 10 s. */
    private static final Duration[] BUCKETS = {
        micros(10),
        micros(25),
        micros(50),
        micros(100),
        micros(250),
        micros(500),
        millis(1),
        millis(2.5),
        millis(5),
        millis(10),
        millis(25),
        millis(50),
        millis(100),
        millis(250),
        millis(500),
        millis(1_000),
        millis(2_500),
        millis(5_000),
        millis(10_000)
    };

    private final MeterRegistry registry;
    private final Tags tags;
    private final Set<String> names = new HashSet<>();
    private final Map<String, ShownGauge> gauges = new HashMap<>();

    /** Without tags of its own. */
    public MicrometerMetrics(MeterRegistry registry) {
        this(registry, Tags.empty());
    }

    /**
     * @param tags on every meter, for example which pool it is
     */
    public MicrometerMetrics(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(micros));
    }

    private static Duration millis(double millis) {
        return Duration.ofNanos((long) (millis * 1_000_000));
    }

    /** How many buckets a latency has, the last without bound among them. */
    static int buckets() {
        return BUCKETS.length + 1;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when there are {@value #MAX_INSTRUMENTS} instruments already
     */
    @Override
    public Counter counter(String name, String description) {
        admit(name);
        MetricNaming.Named named = MetricNaming.of(name);
        io.micrometer.core.instrument.Counter counter = io.micrometer.core.instrument.Counter.builder(named.name())
                .description(description)
                .tags(named.tags().and(tags))
                .register(registry);
        return amount -> {
            if (amount > 0) {
                counter.increment((double) amount); // exact up to 2^53
            }
        };
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when there are {@value #MAX_INSTRUMENTS} instruments already
     */
    @Override
    public LatencyRecorder latency(String name, String description) {
        admit(name);
        MetricNaming.Named named = MetricNaming.of(name);
        Timer timer = Timer.builder(named.name())
                .description(description)
                .tags(named.tags().and(tags))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        return nanos -> timer.record(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when there are {@value #MAX_INSTRUMENTS} instruments already
     */
    @Override
    public Gauge gauge(String name, String description, DoubleSupplier value) {
        admit(name);
        synchronized (gauges) {
            ShownGauge shown = gauges.computeIfAbsent(name, n -> new ShownGauge(MetricNaming.of(n), description));
            Gauge part = shown.sum.add(value);
            shown.show();
            return () -> end(shown, part);
        }
    }

    private void end(ShownGauge shown, Gauge part) {
        synchronized (gauges) {
            part.close();
            shown.hideIfEmpty();
        }
    }

    private void admit(String name) {
        synchronized (names) {
            if (names.size() >= MAX_INSTRUMENTS && !names.contains(name)) {
                throw new IllegalStateException("no instrument for '" + name + "': there are " + MAX_INSTRUMENTS
                        + " already. Names of instruments must not contain variable parts");
            }
            names.add(name);
        }
    }

    /** A gauge leaves the registry with its last part. Guarded by {@link #gauges}. */
    private final class ShownGauge {
        private final MetricNaming.Named named;
        private final String description;
        private final GaugeSum sum = new GaugeSum();
        private @Nullable Meter meter;

        private ShownGauge(MetricNaming.Named named, String description) {
            this.named = named;
            this.description = description;
        }

        private void show() {
            if (meter == null) {
                meter = io.micrometer.core.instrument.Gauge.builder(named.name(), sum, GaugeSum::value)
                        .description(description)
                        .tags(named.tags().and(tags))
                        .strongReference(true)
                        .register(registry);
            }
        }

        private void hideIfEmpty() {
            Meter shown = meter;
            if (shown != null && sum.isEmpty()) {
                registry.remove(shown);
                meter = null;
            }
        }
    }
}
