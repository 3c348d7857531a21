package io.otedama.metrics;

import io.otedama.spi.MetricsSink;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Keeps every number in memory, readable at any time: the sink of a pool that was given no other. Any thread.
 *
 * <p>Counters are 64-bit and overflow after centuries. An instrument is made once and lives as long as the sink.
 */
public final class InMemoryMetrics implements MetricsSink {
    /** Most instruments of each kind; names are fixed in code, so more is a name that contains a variable. */
    public static final int MAX_INSTRUMENTS = 1024;

    private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
    private final Map<String, LatencyHistogram> latencies = new ConcurrentHashMap<>();
    private final Map<String, GaugeSum> gauges = new ConcurrentHashMap<>();

    public InMemoryMetrics() {}

    /**
     * {@inheritDoc}
     *
     * <p>Amounts below 1 are ignored: a count only grows, and a sink must not throw on the share path.
     *
     * @throws IllegalStateException when there are {@value #MAX_INSTRUMENTS} counters already
     */
    @Override
    public Counter counter(String name, String description) {
        LongAdder adder = instrument(counters, name, LongAdder::new);
        return amount -> {
            if (amount > 0) {
                adder.add(amount);
            }
        };
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when there are {@value #MAX_INSTRUMENTS} recorders already
     */
    @Override
    public LatencyRecorder latency(String name, String description) {
        return instrument(latencies, name, LatencyHistogram::new);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when there are {@value #MAX_INSTRUMENTS} names of gauges already, or {@value
     *     GaugeSum#MAX_PARTS} gauges of this name
     */
    @Override
    public Gauge gauge(String name, String description, DoubleSupplier value) {
        return instrument(gauges, name, GaugeSum::new).add(value);
    }

    /** All numbers of this moment, sorted by name. Allocates; numbers that change meanwhile are in it or not. */
    public MetricsSnapshot snapshot() {
        SortedMap<String, Long> counts = new TreeMap<>();
        counters.forEach((name, adder) -> counts.put(name, adder.sum()));
        SortedMap<String, LatencySnapshot> times = new TreeMap<>();
        latencies.forEach((name, histogram) -> times.put(name, histogram.snapshot()));
        SortedMap<String, Double> numbers = new TreeMap<>();
        gauges.forEach((name, gauge) -> {
            if (!gauge.isEmpty()) {
                numbers.put(name, gauge.value());
            }
        });
        return new MetricsSnapshot(counts, times, numbers);
    }

    private static <T> T instrument(Map<String, T> instruments, String name, Supplier<T> factory) {
        synchronized (instruments) {
            T existing = instruments.get(name);
            if (existing != null) {
                return existing;
            }
            if (instruments.size() >= MAX_INSTRUMENTS) {
                throw new IllegalStateException("no instrument for '" + name + "': there are " + MAX_INSTRUMENTS
                        + " already. Names of instruments must not contain variable parts");
            }
            T created = factory.get();
            instruments.put(name, created);
            return created;
        }
    }
}
