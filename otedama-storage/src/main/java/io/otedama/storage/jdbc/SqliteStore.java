package io.otedama.storage.jdbc;

import io.otedama.chain.Hash256;
import io.otedama.error.StoreException;
import io.otedama.spi.PoolQuery;
import io.otedama.spi.QueryStore;
import io.otedama.spi.StoreBatch;
import io.otedama.spi.StorePosition;
import io.otedama.spi.StoredAccount;
import io.otedama.spi.StoredBlock;
import io.otedama.spi.StoredBlockCredit;
import io.otedama.spi.StoredCredits;
import io.otedama.spi.StoredPayment;
import io.otedama.spi.StoredRound;
import io.otedama.spi.StoredWork;
import io.otedama.spi.StoredWorker;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The queryable store in one SQLite file, in WAL mode: one connection writes, one reads, and neither waits for the other. Other
 * programs may read the file meanwhile. After a power loss the last transactions may be missing, their position with them. A file that
 * is deleted or replaced is opened again by the next call, and is then another store, perhaps an empty one.
 *
 * <p>Any thread. Owned and closed by whoever opened it, or by the pool it was given to.
 */
public final class SqliteStore implements QueryStore, PoolQuery {
    /** How long a write waits for another program's lock unless said otherwise. */
    public static final Duration DEFAULT_BUSY_TIMEOUT = Duration.ofSeconds(2);

    private final SqliteFile file;
    private final PoolQuery cached = new CachedPoolQuery(this);

    private SqliteStore(SqliteFile file) {
        this.file = file;
    }

    /**
     * Opens nothing yet: the first call opens or creates it, and fails when that fails; so does each later one, until it succeeds. A
     * pool with such a store mines whatever the file is.
     */
    public static SqliteStore at(Path file) {
        return new SqliteStore(new SqliteFile(file, DEFAULT_BUSY_TIMEOUT, false));
    }

    /** Opens or creates a store. */
    public static SqliteStore open(Path file) {
        return open(file, DEFAULT_BUSY_TIMEOUT);
    }

    /**
     * @param file its directory exists; {@code -wal} and {@code -shm} lie beside it
     * @param busyTimeout how long a call waits for another program's lock, then fails
     * @throws StoreException when it cannot be opened, is damaged, of a newer version or of another program
     */
    public static SqliteStore open(Path file, Duration busyTimeout) {
        SqliteFile opened = new SqliteFile(file, busyTimeout, false);
        opened.current();
        return new SqliteStore(opened);
    }

    /**
     * Opens a store for reading only: all answers are of one moment, whoever writes meanwhile.
     *
     * @throws StoreException when there is none, or it cannot be opened, is damaged, of another version or of another program
     */
    public static SqliteStore openSnapshot(Path file) {
        SqliteFile opened = new SqliteFile(file, DEFAULT_BUSY_TIMEOUT, true);
        opened.current();
        return new SqliteStore(opened);
    }

    @Override
    public StorePosition position() {
        return file.read(connection -> new QueryReader(connection).position());
    }

    @Override
    public void apply(StoreBatch batch) {
        file.write(connection -> {
            write(connection, batch);
            return true;
        });
    }

    private static void write(Connection connection, StoreBatch batch) throws SQLException {
        StorePosition now = new QueryReader(connection).position();
        if (!now.equals(batch.after())) {
            throw new StoreException("the store is at record " + now.sequence() + " and not at "
                    + batch.after().sequence() + " where the batch begins: somebody else has written");
        }
        new BatchWriter(connection).write(batch);
    }

    /** Answers that are at most {@link CachedPoolQuery#DEFAULT_EXPIRY} old; this store's own methods answer from the file. */
    @Override
    public PoolQuery query() {
        return cached;
    }

    @Override
    public void clear() {
        file.write(connection -> {
            new BatchWriter(connection).clear();
            return true;
        });
    }

    @Override
    public Optional<StoredAccount> account(String name) {
        return file.read(
                connection -> new QueryReader(connection).account(name).stream().findFirst());
    }

    @Override
    public List<StoredAccount> accounts(String after, int limit) {
        checkLimit(limit);
        return file.read(connection -> new QueryReader(connection).accounts(after, limit));
    }

    @Override
    public List<StoredWorker> workers(String account, int afterId, int limit) {
        checkLimit(limit);
        return file.read(connection -> new QueryReader(connection).workers(account, afterId, limit));
    }

    @Override
    public List<StoredBlock> blocks(long before, int limit) {
        checkLimit(limit);
        return file.read(connection -> new QueryReader(connection).blocks(before, limit));
    }

    @Override
    public List<StoredRound> rounds(long before, int limit) {
        checkLimit(limit);
        return file.read(connection -> new QueryReader(connection).rounds(before, limit));
    }

    @Override
    public StoredCredits credits(Hash256 block) {
        return file.read(connection -> new QueryReader(connection).credits(block));
    }

    @Override
    public List<StoredBlockCredit> credits(String account, long before, int limit) {
        checkLimit(limit);
        return file.read(connection -> new QueryReader(connection).credits(account, before, limit));
    }

    @Override
    public List<StoredPayment> payments(long before, int limit) {
        checkLimit(limit);
        return file.read(connection -> new QueryReader(connection).payments(before, limit));
    }

    @Override
    public List<StoredPayment> payments(String account, long before, int limit) {
        checkLimit(limit);
        return file.read(connection -> new QueryReader(connection).payments(account, before, limit));
    }

    @Override
    public List<StoredWork> work(String account, long fromMillis, long toMillis) {
        long from = firstBucket(fromMillis, toMillis);
        return file.read(connection -> new QueryReader(connection).work(account, from, toMillis));
    }

    @Override
    public List<StoredWork> work(long fromMillis, long toMillis) {
        long from = firstBucket(fromMillis, toMillis);
        return file.read(connection -> new QueryReader(connection).work(from, toMillis));
    }

    private static long firstBucket(long fromMillis, long toMillis) {
        long from = StoredWork.bucketOf(fromMillis);
        if (toMillis < fromMillis || Math.subtractExact(toMillis, from) > MAX_BUCKETS * StoredWork.BUCKET_MILLIS) {
            throw new IllegalArgumentException("a series has at most " + MAX_BUCKETS + " buckets of "
                    + StoredWork.BUCKET_MILLIS + " ms, asked for " + fromMillis + " to " + toMillis);
        }
        return from;
    }

    private static void checkLimit(int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " rows, asked for " + limit);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
