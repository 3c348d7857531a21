package io.otedama.spi;

import io.otedama.chain.Work;

/**
 * Work credited to an account in one bucket of time. Its hash rate is {@code work / lengthMillis}.
 *
 * <p>History is kept for {@value #KEPT_DAYS} days before the newest bucket, in buckets of five minutes for the last {@value #FINE_DAYS}
 * days, of an hour before. The newest bucket is that of the journal's latest share time, whatever a clock says.
 *
 * @param bucketMillis begin of the bucket, milliseconds since 1970, a multiple of its length
 * @param lengthMillis {@link #BUCKET_MILLIS} or {@link #HOUR_MILLIS}
 * @param shares number of shares
 */
public record StoredWork(String account, long bucketMillis, long lengthMillis, Work work, long shares) {
    /** Length of a new bucket: five minutes. */
    public static final long BUCKET_MILLIS = 300_000;

    /** Length of an old bucket. */
    public static final long HOUR_MILLIS = 3_600_000;

    /** Age in days at which buckets become hours. */
    public static final int FINE_DAYS = 31;

    /** Age in days at which buckets are removed. */
    public static final int KEPT_DAYS = 400;

    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    /** In a new bucket. */
    public StoredWork(String account, long bucketMillis, Work work, long shares) {
        this(account, bucketMillis, BUCKET_MILLIS, work, shares);
    }

    /** Begin of the new bucket that a time belongs to. */
    public static long bucketOf(long epochMillis) {
        return Math.floorDiv(epochMillis, BUCKET_MILLIS) * BUCKET_MILLIS;
    }

    /** Begin of the hour that a time belongs to. */
    public static long hourOf(long epochMillis) {
        return Math.floorDiv(epochMillis, HOUR_MILLIS) * HOUR_MILLIS;
    }

    /** Buckets that begin earlier are hours. */
    public static long hourlyBefore(long newestBucketMillis) {
        return hourOf(newestBucketMillis - FINE_DAYS * DAY_MILLIS);
    }

    /** Buckets that begin earlier are removed. */
    public static long keptFrom(long newestBucketMillis) {
        return hourOf(newestBucketMillis - KEPT_DAYS * DAY_MILLIS);
    }

    /** The same work in the hour it belongs to. */
    public StoredWork inItsHour() {
        return new StoredWork(account, hourOf(bucketMillis), HOUR_MILLIS, work, shares);
    }
}
