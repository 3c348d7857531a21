package io.otedama.gateway.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.otedama.PoolHealth;
import io.otedama.spi.ComponentHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Health as numbers: the pool as a whole, each component and part, and each of their facts that is a number. Asked for once a scrape,
 * by one thread at a time.
 *
 * <pre>
 *   otedama_pool_live  _ready  _started        1 or 0
 *   otedama_component_status{component}        1 up, 0.5 degraded, 0 down
 *   otedama_component_fact{component,fact}     freeBytes, height, tipAgeSeconds, ...
 * </pre>
 */
final class HealthMeters {
    /** Components and parts that are shown; names come from the configuration, so more are not to be expected. */
    static final int MAX_COMPONENTS = 64;

    /** Numeric facts of one component that are shown. */
    static final int MAX_FACTS = 16;

    private final Supplier<PoolHealth> source;
    private final MultiGauge pool;
    private final MultiGauge status;
    private final MultiGauge facts;

    HealthMeters(MeterRegistry registry, Supplier<PoolHealth> source) {
        this.source = source;
        this.pool = MultiGauge.builder("otedama.pool.health")
                .description("1 when the pool is live, ready, started, as an orchestrator understands it; else 0")
                .register(registry);
        this.status = MultiGauge.builder("otedama.component.status")
                .description("1 up, 0.5 degraded, 0 down")
                .register(registry);
        this.facts = MultiGauge.builder("otedama.component.fact")
                .description("numbers that components tell of themselves; the unit ends the fact's name")
                .register(registry);
    }

    synchronized void refresh() {
        PoolHealth health = source.get();
        pool.register(
                List.of(row("live", health.live()), row("ready", health.ready()), row("started", health.started())),
                true);
        List<MultiGauge.Row<?>> statuses = new ArrayList<>();
        List<MultiGauge.Row<?>> numbers = new ArrayList<>();
        health.components().forEach(component -> add(component.component(), component, statuses, numbers));
        status.register(statuses, true);
        facts.register(numbers, true);
    }

    private static MultiGauge.Row<?> row(String probe, boolean holds) {
        return MultiGauge.Row.of(Tags.of("probe", probe), holds ? 1 : 0);
    }

    private static void add(
            String name, ComponentHealth health, List<MultiGauge.Row<?>> statuses, List<MultiGauge.Row<?>> numbers) {
        if (statuses.size() >= MAX_COMPONENTS) {
            return;
        }
        String component = name.toLowerCase(Locale.ROOT);
        statuses.add(MultiGauge.Row.of(Tags.of("component", component), value(health.status())));
        int shown = 0;
        for (var fact : health.facts().entrySet()) {
            double number = number(fact.getValue());
            if (!Double.isNaN(number) && shown++ < MAX_FACTS) {
                numbers.add(MultiGauge.Row.of(Tags.of("component", component, "fact", fact.getKey()), number));
            }
        }
        health.parts().forEach(part -> add(name + "/" + part.component(), part, statuses, numbers));
    }

    private static double value(ComponentHealth.Status status) {
        return switch (status) {
            case UP -> 1;
            case DEGRADED -> 0.5;
            case DOWN -> 0;
        };
    }

    /** NaN for words. */
    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
