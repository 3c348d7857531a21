package io.otedama.storage.jdbc;

import io.otedama.error.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** One connection to the file; one transaction at a time, whichever thread asks. */
final class SqliteConnection implements AutoCloseable {
    /** What a transaction does. */
    interface Transaction<T> {
        T in(Connection connection) throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);

    private final Path file;
    private final Connection connection;
    private final String begin;

    private SqliteConnection(Path file, Connection connection, String begin) {
        this.file = file;
        this.connection = connection;
        this.begin = begin;
    }

    /** Takes the lock for writing at the begin of each transaction. */
    static SqliteConnection writer(Path file, Duration busyTimeout) {
        return open(file, busyTimeout, "BEGIN IMMEDIATE");
    }

    /** Sees the last commit before each of its transactions. */
    static SqliteConnection reader(Path file, Duration busyTimeout) {
        return open(file, busyTimeout, "BEGIN");
    }

    private static SqliteConnection open(Path file, Duration busyTimeout, String begin) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(Math.toIntExact(busyTimeout.toMillis()));
        try {
            return new SqliteConnection(file, config.createConnection("jdbc:sqlite:" + file), begin);
        } catch (SQLException e) {
            throw explain(file, e);
        }
    }

    /** Runs a transaction and commits it; what fails leaves nothing. */
    synchronized <T> T run(Transaction<T> transaction) {
        try {
            execute(begin);
            boolean committed = false;
            try {
                T result = transaction.in(connection);
                execute("COMMIT");
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    rollback();
                }
            }
        } catch (SQLException e) {
            throw explain(file, e);
        }
    }

    /** Not the driver's own commit: that begins the next transaction at once, and so keeps the lock for ever. */
    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void rollback() {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            LOG.debug("{}: nothing to roll back", file, e);
        }
    }

    private static StoreException explain(Path file, SQLException e) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
        String what = switch (code) {
            case SQLITE_BUSY, SQLITE_LOCKED -> " is locked by another program";
            case SQLITE_NOTADB -> " is no SQLite database: delete it to have it filled again from the journal";
            case SQLITE_CORRUPT -> " is damaged: delete it to have it filled again from the journal";
            case SQLITE_FULL -> " does not fit on the disk: free some space";
            case SQLITE_CANTOPEN ->
                " cannot be opened: its directory must exist, and this process must be allowed to write there";
            case SQLITE_READONLY -> " cannot be written: this process must be allowed to";
            default -> " could not be used";
        };
        return new StoreException(file + what + " (" + e.getMessage() + ")", e);
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("{} did not close cleanly", file, e);
        }
    }
}
