package io.otedama.metrics;

/**
 * A distribution of durations, in nanoseconds. Percentile p is the least value that at least the fraction p of the
 * records does not exceed; it is reported at most 1/64 too high, never too low. All zero when nothing was recorded.
 *
 * @param count how many durations were recorded
 * @param p50Ns the median
 * @param p99Ns 99 % are not longer
 * @param p999Ns 99.9 % are not longer
 * @param maxNs the longest, exactly
 */
public record LatencySnapshot(long count, long p50Ns, long p99Ns, long p999Ns, long maxNs) {
    public static final LatencySnapshot EMPTY = new LatencySnapshot(0, 0, 0, 0, 0);
}
