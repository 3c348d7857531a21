package io.otedama.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {
    private final LatencyHistogram histogram = new LatencyHistogram();

    @Test
    void nothingRecordedIsAllZero() {
        assertThat(histogram.snapshot()).isEqualTo(LatencySnapshot.EMPTY);
    }

    @Test
    void smallValuesAreExact() {
        for (int i = 1; i <= 100; i++) {
            histogram.record(i);
        }
        assertThat(histogram.snapshot()).isEqualTo(new LatencySnapshot(100, 50, 99, 100, 100));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 63, 64, 127, 128, 129, 255, 256, 1_000_000, 1_000_000_007, (1L << 42) - 1})
    void oneValueIsReadBackExactlyBecauseTheMaximumIs(long value) {
        histogram.record(value);
        assertThat(histogram.snapshot()).isEqualTo(new LatencySnapshot(1, value, value, value, value));
    }

    @Test
    void everyBucketIsAtMostOneSixtyFourthWide() {
        for (int bits = 0; bits < LatencyHistogram.MAX_BITS; bits++) {
            for (long value : new long[] {1L << bits, (1L << bits) + 1, (1L << bits) * 3 / 2, (2L << bits) - 1}) {
                LatencyHistogram one = new LatencyHistogram();
                one.record(value);
                one.record(Long.MAX_VALUE);
                long read = one.snapshot().p50Ns();
                assertThat(read).as("value %d", value).isBetween(value, value + value / 64);
            }
        }
    }

    @Test
    void valuesFromTheLimitOnShareTheLastBucketAndTheMaximumStaysExact() {
        long limit = 1L << LatencyHistogram.MAX_BITS;
        histogram.record(limit);
        histogram.record(limit + 1);
        histogram.record(Long.MAX_VALUE);
        LatencySnapshot snapshot = histogram.snapshot();
        assertThat(snapshot.count()).isEqualTo(3);
        assertThat(snapshot.maxNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(snapshot.p50Ns()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void percentilesAreWithinOneSixtyFourthOfTheSortedValues(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] values = new long[12_345];
        for (int i = 0; i < values.length; i++) {
            values[i] = (long) Math.exp(random.nextDouble() * 28);
            histogram.record(values[i]);
        }
        Arrays.sort(values);
        LatencySnapshot snapshot = histogram.snapshot();
        assertNear(snapshot.p50Ns(), values[(values.length + 1) / 2 - 1]);
        assertNear(snapshot.p99Ns(), values[(int) Math.ceil(values.length * 0.99) - 1]);
        assertNear(snapshot.p999Ns(), values[(int) Math.ceil(values.length * 0.999) - 1]);
        assertThat(snapshot.maxNs()).isEqualTo(values[values.length - 1]);
    }

    @Test
    void recordingAllocatesNothing() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        for (int i = 0; i < 300_000; i++) {
            if (i == 100_000) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            histogram.record((long) i * i);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as("bytes over 200,000 records").isLessThan(100_000);
    }

    private static void assertNear(long read, long exact) {
        assertThat(read).isBetween(exact, exact + exact / 64);
    }
}
