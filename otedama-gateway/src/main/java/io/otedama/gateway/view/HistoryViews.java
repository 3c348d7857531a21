package io.otedama.gateway.view;

import io.otedama.error.PoolException;
import io.otedama.spi.PoolClock;
import io.otedama.spi.PoolQuery;
import io.otedama.spi.StoredWork;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Hash rate over time, from the store, or from samples when there is none. Any thread; may wait for the store. */
public final class HistoryViews {
    /** Longest series of the whole pool: its buckets are those of every account. */
    public static final long MAX_POOL_MILLIS = 2 * 86_400_000L;

    /** Longest series of one account. */
    public static final long MAX_MILLIS = (PoolQuery.MAX_BUCKETS - 1) * StoredWork.BUCKET_MILLIS;

    /** What is asked for when nobody says. */
    public static final long DEFAULT_MILLIS = 86_400_000L;

    /** Pool-wide series that are kept for their minute. */
    public static final int MAX_KEPT = 16;

    private static final long KEPT_NS = 60_000_000_000L;

    private final PoolSource pool;
    private final PoolClock clock;
    private final HashrateSamples samples;
    private final Map<List<Long>, Kept> kept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Long>, Kept> eldest) {
            return size() > MAX_KEPT;
        }
    };

    private final ReentrantLock looking = new ReentrantLock();

    private record Kept(SeriesView series, long atNs) {}

    public HistoryViews(PoolSource pool, PoolClock clock, HashrateSamples samples) {
        this.pool = pool;
        this.clock = clock;
        this.samples = samples;
    }

    public long now() {
        return clock.epochMillis();
    }

    /** One account's, from the store. */
    public SeriesView ofAccount(PoolQuery query, String account, long fromMillis, long toMillis) {
        return series(account, query.work(account, fromMillis, toMillis));
    }

    /**
     * The whole pool's; what viewers of one bucket ask for is looked up once a minute.
     *
     * @throws BusyException when another one is being looked up
     */
    public SeriesView ofPool(long fromMillis, long toMillis) {
        PoolQuery query = pool.query().orElse(null);
        if (query == null) {
            return new SeriesView(null, HashrateSamples.INTERVAL_MILLIS, samples.between(fromMillis, toMillis));
        }
        long from = StoredWork.bucketOf(fromMillis);
        long to = StoredWork.bucketOf(toMillis) + StoredWork.BUCKET_MILLIS;
        Kept known = known(List.of(from, to));
        return known == null ? lookUp(query, from, to) : known.series;
    }

    private @Nullable Kept known(List<Long> range) {
        synchronized (kept) {
            Kept known = kept.get(range);
            return known == null || clock.nanoTime() - known.atNs >= KEPT_NS ? null : known;
        }
    }

    /** The buckets of every account: one such question at a time, so that whoever thinks up ranges keeps nobody else waiting. */
    private SeriesView lookUp(PoolQuery query, long from, long to) {
        if (!looking.tryLock()) {
            throw new BusyException("another series of the whole pool is being looked up");
        }
        try {
            Kept found = new Kept(series(null, query.work(from, to)), clock.nanoTime());
            synchronized (kept) {
                kept.remove(List.of(from, to));
                kept.put(List.of(from, to), found);
            }
            return found.series;
        } finally {
            looking.unlock();
        }
    }

    /** Ask again in a second. */
    public static final class BusyException extends PoolException {
        private static final long serialVersionUID = 1L;

        BusyException(String message) {
            super(message);
        }
    }

    private static SeriesView series(@Nullable String account, List<StoredWork> work) {
        return new SeriesView(
                account,
                StoredWork.BUCKET_MILLIS,
                work.stream()
                        .map(bucket -> new SeriesView.Point(bucket.bucketMillis(), hashrate(bucket), bucket.shares()))
                        .toList());
    }

    /** For people; work itself stays exact. */
    private static double hashrate(StoredWork bucket) {
        BigInteger perSecond = bucket.work().toBigInteger().multiply(BigInteger.valueOf(1_000));
        return new BigDecimal(perSecond)
                .divide(BigDecimal.valueOf(bucket.lengthMillis()), MathContext.DECIMAL64)
                .doubleValue();
    }
}
