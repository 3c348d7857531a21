package io.otedama.metrics;

import io.otedama.spi.MetricsSink.Gauge;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;

/** The gauges of one name: their sum is what is shown. Any thread; for the sinks to share. */
public final class GaugeSum {
    /** Gauges of one name at one time; more is one that is made again and again and never closed. */
    public static final int MAX_PARTS = 1024;

    private final List<Part> parts = new CopyOnWriteArrayList<>();

    public GaugeSum() {}

    /**
     * @return ends this one
     * @throws IllegalStateException when there are {@value #MAX_PARTS} already
     */
    public Gauge add(DoubleSupplier value) {
        Part part = new Part(value);
        synchronized (parts) {
            if (parts.size() >= MAX_PARTS) {
                throw new IllegalStateException("there are " + MAX_PARTS + " gauges of this name already");
            }
            parts.add(part);
        }
        return () -> parts.remove(part);
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** NaN when there is none, or when none could be read. */
    public double value() {
        double sum = Double.NaN;
        for (Part part : parts) {
            double value = part.read();
            if (!Double.isNaN(value)) {
                sum = Double.isNaN(sum) ? value : sum + value;
            }
        }
        return sum;
    }

    /** Compared by identity: one supplier may be there twice. */
    private static final class Part {
        private final DoubleSupplier value;

        private Part(DoubleSupplier value) {
            this.value = value;
        }

        private double read() {
            try {
                return value.getAsDouble();
            } catch (RuntimeException e) { // one part of the pool that cannot say must not hide all the others
                return Double.NaN;
            }
        }
    }
}
