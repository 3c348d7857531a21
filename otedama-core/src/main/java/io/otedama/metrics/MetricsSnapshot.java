package io.otedama.metrics;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers of one moment. Immutable.
 *
 * @param counters counts since the pool started, by name, sorted
 * @param latencies distributions since the pool started, by name, sorted
 * @param gauges numbers of the moment itself, by name, sorted
 */
public record MetricsSnapshot(
        Map<String, Long> counters, Map<String, LatencySnapshot> latencies, Map<String, Double> gauges) {
    public MetricsSnapshot {
        counters = Collections.unmodifiableMap(new TreeMap<>(counters));
        latencies = Collections.unmodifiableMap(new TreeMap<>(latencies));
        gauges = Collections.unmodifiableMap(new TreeMap<>(gauges));
    }
}
