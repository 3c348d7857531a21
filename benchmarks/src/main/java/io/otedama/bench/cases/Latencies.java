package io.otedama.bench.cases;

import io.otedama.bench.run.BenchResult;
import java.util.Arrays;

/** Durations in nanoseconds, all of them kept, and their percentiles. One thread. */
final class Latencies {
    private static final double NS_PER_MICRO = 1_000.0;

    private final long[] values;
    private int count;

    /**
     * @param capacity most that will be added
     */
    Latencies(int capacity) {
        values = new long[capacity];
    }

    void add(long nanos) {
        values[count++] = nanos;
    }

    /** The smallest duration that at least {@code fraction} of all do not exceed, microseconds. */
    double micros(double fraction) {
        if (count == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        long[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        int index = (int) Math.ceil(fraction * count) - 1;
        return sorted[Math.max(0, index)] / NS_PER_MICRO;
    }

    /** Median, 99th percentile and maximum under names that begin so. */
    void report(BenchResult result, String name) {
        result.number(name + "P50Micros", micros(0.5));
        result.number(name + "P99Micros", micros(0.99));
        result.number(name + "MaxMicros", micros(1));
    }
}
