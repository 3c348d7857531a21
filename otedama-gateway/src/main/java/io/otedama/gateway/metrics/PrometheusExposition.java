package io.otedama.gateway.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.otedama.PoolHealth;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Everything that is to be seen at {@code /metrics}, ready to be served: a pool's numbers, its health, its JVM. Give {@link
 * #metrics()} to the pool's builder, and its health to {@link #watch}. Any thread.
 */
public final class PrometheusExposition implements AutoCloseable {
    /** Meters at most, of pool, JVM and host together; what comes later is not shown. */
    public static final int MAX_METERS = 2_048;

    /**
     * Lines of a scrape at most with the meters of this project, comments aside, however many workers there are: what a monitoring
     * system has to store.
     */
    public static final int MAX_SERIES = 2_000;

    /** Of what {@link #scrape()} returns. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MicrometerMetrics metrics = new MicrometerMetrics(registry);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final List<HealthMeters> health = new CopyOnWriteArrayList<>();

    /**
     * @param version of the software that runs here
     */
    public PrometheusExposition(String version) {
        registry.config().meterFilter(MeterFilter.maximumAllowableMetrics(MAX_METERS));
        Gauge.builder("otedama.build.info", () -> 1)
                .description("always 1; the version is in the label")
                .tag("version", version)
                .register(registry);
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Where the pool puts its numbers. */
    public MicrometerMetrics metrics() {
        return metrics;
    }

    /** For meters of the host's own. */
    public MeterRegistry registry() {
        return registry;
    }

    /**
     * Shows a pool's health too, from the next scrape on; of one pool.
     *
     * @param source asked once a scrape, by the thread that scrapes: {@code pool::health}
     */
    public void watch(Supplier<PoolHealth> source) {
        health.clear();
        health.add(new HealthMeters(registry, source));
    }

    /** All numbers of this moment, in Prometheus' text format. Takes some milliseconds: not on an event loop. */
    public String scrape() {
        health.forEach(HealthMeters::refresh);
        return registry.scrape();
    }

    /** Ends what listens to the collector. */
    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
