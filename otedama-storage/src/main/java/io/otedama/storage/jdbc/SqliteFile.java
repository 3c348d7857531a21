package io.otedama.storage.jdbc;

import io.otedama.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to one file. SQLite goes on with a file that was deleted under it, seen by nobody else and gone for good when
 * it is closed; so before each use the files must be those that were opened, else they are opened again, and created when there are
 * none. The same after a failure that is more than a lock. Any thread.
 *
 * <p>A {@code -wal} that a removed file has left behind would be taken for that of its successor: it is removed too.
 */
final class SqliteFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);

    /**
     * What is open.
     *
     * @param main identity of the file that was opened; null when it was gone again at once
     * @param wal the same of the log beside it
     */
    private record Connections(
            SqliteConnection writing,
            SqliteConnection reading,
            @Nullable Object main,
            @Nullable Object wal) {}

    private final Path file;
    private final Duration busyTimeout;
    private final boolean snapshot;
    private @Nullable Connections connections;
    private boolean closed;

    /**
     * Opens nothing yet.
     *
     * @param snapshot true: what the file has when it is opened is read, and nothing is written or created
     */
    SqliteFile(Path file, Duration busyTimeout, boolean snapshot) {
        this.file = file;
        this.busyTimeout = busyTimeout;
        this.snapshot = snapshot;
    }

    <T> T read(SqliteConnection.Transaction<T> transaction) {
        return current().reading.run(transaction);
    }

    <T> T write(SqliteConnection.Transaction<T> transaction) {
        return current().writing.run(transaction);
    }

    /** @throws StoreException when it cannot be opened, or is not a store */
    synchronized Connections current() {
        if (closed) {
            throw new StoreException(file + " was closed");
        }
        Connections open = connections;
        if (open != null && (snapshot || !isStale(open))) {
            return open;
        }
        if (open != null) {
            LOG.warn("{} was removed, replaced or failed: it is opened again", file);
            connections = null;
            close(open);
            removeRemains(open);
        }
        Connections opened = snapshot ? openSnapshot() : open();
        connections = opened;
        return opened;
    }

    private boolean isStale(Connections open) {
        return open.main == null
                || !open.main.equals(identity(file))
                || !Objects.equals(open.wal, identity(wal()))
                || open.reading.hasFailed()
                || open.writing.hasFailed();
    }

    private Connections open() {
        SqliteConnection writing = SqliteConnection.writer(file, busyTimeout);
        SqliteConnection reading = null;
        try {
            reading = SqliteConnection.reader(file, busyTimeout);
            if (reading.run(connection -> SqliteSchema.isBehind(connection, file.toString()))) {
                writing.run(connection -> {
                    SqliteSchema.migrate(connection);
                    return true;
                });
            }
            return new Connections(writing, reading, identity(file), identity(wal()));
        } catch (StoreException e) {
            if (reading != null) {
                reading.close();
            }
            writing.close();
            throw e;
        }
    }

    private void removeRemains(Connections closed) {
        if (closed.main == null || closed.main.equals(identity(file))) {
            return;
        }
        try {
            if (closed.wal != null && closed.wal.equals(identity(wal()))) {
                Files.deleteIfExists(wal());
                Files.deleteIfExists(beside("-shm"));
            }
        } catch (IOException e) {
            throw new StoreException("what is left of " + file + " cannot be removed (" + e.getMessage() + ")", e);
        }
    }

    private Path wal() {
        return beside("-wal");
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private Connections openSnapshot() {
        SqliteConnection reading = SqliteConnection.snapshot(file, busyTimeout);
        try {
            reading.run(connection -> {
                SqliteSchema.requireNewest(connection, file.toString());
                return true;
            });
            return new Connections(reading, reading, null, null);
        } catch (StoreException e) {
            reading.close();
            throw e;
        }
    }

    /** Null when there is no file. Where files have no keys, none can be deleted that is open. */
    private static @Nullable Object identity(Path file) {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? file : key;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new StoreException(file + " cannot be looked at (" + e.getMessage() + ")", e);
        }
    }

    private static void close(Connections open) {
        open.reading.close();
        open.writing.close();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (connections != null) {
            close(connections);
            connections = null;
        }
    }
}
