package io.otedama.metrics;

import io.otedama.spi.MetricsSink;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A distribution of durations in a fixed number of buckets, 64 per power of two. Recording is lock-free and allocates
 * nothing; any number of threads may record and read.
 *
 * <pre>
 *   bucket      0 … 63    64 … 127   128 … 191           128 + 64 j …              the last
 *   value ns    0 … 63    64 … 127   128 … 255 by 2      from 2^(7+j) by 2^(1+j)   all of 2^{@value #MAX_BITS} and more
 * </pre>
 *
 * <p>A bucket is at most 1/64 of its lowest value wide, which bounds the relative error of a percentile.
 */
public final class LatencyHistogram implements MetricsSink.LatencyRecorder {
    /** Durations of 2^42 ns (73 minutes) and more share the last bucket; the maximum stays exact. */
    public static final int MAX_BITS = 42;

    private static final int SUB_BITS = 6;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;
    private static final int BUCKETS = SUB_BUCKETS * (MAX_BITS - SUB_BITS + 1) + 1;

    private final AtomicLongArray buckets = new AtomicLongArray(BUCKETS);
    private final AtomicLong max = new AtomicLong();

    public LatencyHistogram() {}

    @Override
    public void record(long nanos) {
        long value = Math.max(nanos, 0);
        buckets.getAndIncrement(bucketOf(value));
        long seen = max.get();
        while (value > seen && !max.compareAndSet(seen, value)) {
            seen = max.get();
        }
    }

    /** The distribution so far; what is recorded meanwhile is in it or not. Allocates. */
    public LatencySnapshot snapshot() {
        long[] counts = new long[BUCKETS];
        long count = 0;
        for (int i = 0; i < BUCKETS; i++) {
            counts[i] = buckets.get(i);
            count += counts[i];
        }
        if (count == 0) {
            return LatencySnapshot.EMPTY;
        }
        long maxNs = max.get();
        return new LatencySnapshot(
                count,
                percentile(counts, rank(count, 500), maxNs),
                percentile(counts, rank(count, 990), maxNs),
                percentile(counts, rank(count, 999), maxNs),
                maxNs);
    }

    /** ceil(count * thousandths / 1000) without overflow. */
    private static long rank(long count, int thousandths) {
        return count / 1000 * thousandths + (count % 1000 * thousandths + 999) / 1000;
    }

    private static long percentile(long[] counts, long rank, long maxNs) {
        long below = 0;
        for (int i = 0; i < BUCKETS - 1; i++) {
            below += counts[i];
            if (below >= rank) {
                return Math.min(highestOf(i), maxNs);
            }
        }
        return maxNs;
    }

    private static int bucketOf(long value) {
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - SUB_BITS - 1);
        int bucket = (shift << SUB_BITS) + (int) (value >>> shift);
        return value >= 1L << MAX_BITS ? BUCKETS - 1 : bucket;
    }

    private static long highestOf(int bucket) {
        int shift = Math.max(0, (bucket >>> SUB_BITS) - 1);
        long first = bucket - ((long) shift << SUB_BITS);
        return ((first + 1) << shift) - 1;
    }
}
