package io.otedama.metrics;

import io.otedama.spi.MetricsSink;
import java.util.function.DoubleSupplier;

/** Gives every number to two sinks: the pool's own, which it shows of itself, and the host's. Any thread. */
public final class TeeMetrics implements MetricsSink {
    private final MetricsSink first;
    private final MetricsSink second;

    public TeeMetrics(MetricsSink first, MetricsSink second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public Counter counter(String name, String description) {
        Counter one = first.counter(name, description);
        Counter other = second.counter(name, description);
        return amount -> {
            one.add(amount);
            other.add(amount);
        };
    }

    @Override
    public LatencyRecorder latency(String name, String description) {
        LatencyRecorder one = first.latency(name, description);
        LatencyRecorder other = second.latency(name, description);
        return nanos -> {
            one.record(nanos);
            other.record(nanos);
        };
    }

    @Override
    public Gauge gauge(String name, String description, DoubleSupplier value) {
        Gauge one = first.gauge(name, description, value);
        Gauge other = second.gauge(name, description, value);
        return () -> {
            one.close();
            other.close();
        };
    }
}
