package io.otedama.gateway.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hash rate over time, oldest first; buckets without work are left out.
 *
 * @param account null: of the whole pool
 * @param bucketMillis length of the buckets; of some of them when history is old enough to be kept by the hour
 */
public record SeriesView(@Nullable String account, long bucketMillis, List<Point> items) {
    /**
     * @param at begin of the bucket
     * @param hashrate hashes per second
     */
    public record Point(long at, double hashrate, long shares) {}
}
