package io.otedama.spi;

import io.otedama.chain.Work;

/**
 * Work credited to an account in one bucket of time. Its hash rate is {@code work / } {@value #BUCKET_MILLIS} ms.
 *
 * @param bucketMillis begin of the bucket, milliseconds since 1970, a multiple of {@link #BUCKET_MILLIS}
 * @param shares number of shares
 */
public record StoredWork(String account, long bucketMillis, Work work, long shares) {
    /** Length of a bucket: five minutes. */
    public static final long BUCKET_MILLIS = 300_000;

    /** Begin of the bucket that a time belongs to. */
    public static long bucketOf(long epochMillis) {
        return Math.floorDiv(epochMillis, BUCKET_MILLIS) * BUCKET_MILLIS;
    }
}
