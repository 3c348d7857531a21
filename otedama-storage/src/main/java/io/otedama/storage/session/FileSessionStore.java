package io.otedama.storage.session;

import io.otedama.error.SessionStoreException;
import io.otedama.spi.SessionStore;
import io.otedama.spi.WorkerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Workers in memory, and in one file that every sync replaces as a whole: about 55 bytes for each worker. What was synced
 * survives a killed process and a power loss. A damaged file is set aside under another name and reported. Thread-safe.
 */
public final class FileSessionStore implements SessionStore {
    private final Path path;
    private final int maxWorkers;
    private final FileHold hold;
    private final SnapshotFile file;
    private final Map<String, WorkerState> workers;
    private boolean changed;
    private boolean closed;

    private FileSessionStore(
            Path path, int maxWorkers, FileHold hold, SnapshotFile file, Map<String, WorkerState> workers) {
        this.path = path;
        this.maxWorkers = maxWorkers;
        this.hold = hold;
        this.file = file;
        this.workers = workers;
    }

    /** Opens with room for {@link SessionStore#DEFAULT_MAX_WORKERS}. */
    public static FileSessionStore open(Path file) {
        return open(file, DEFAULT_MAX_WORKERS);
    }

    /**
     * Reads the file, or begins a new one; makes its directory.
     *
     * @param maxWorkers at most; a file that has more is read whole and takes no new names
     * @throws SessionStoreException when the file cannot be read or written, is in use, or is of a newer Otedama
     * @throws IllegalArgumentException when {@code maxWorkers} is not positive
     */
    public static FileSessionStore open(Path file, int maxWorkers) {
        if (maxWorkers <= 0) {
            throw new IllegalArgumentException("a session store keeps at least 1 worker, asked for " + maxWorkers);
        }
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            FileHold hold = FileHold.take(file);
            try {
                SnapshotFile snapshot = new SnapshotFile(file);
                Map<String, WorkerState> workers = snapshot.read(System.currentTimeMillis());
                return new FileSessionStore(file, maxWorkers, hold, snapshot, workers);
            } catch (IOException | RuntimeException e) {
                hold.close();
                throw e;
            }
        } catch (IOException e) {
            throw new SessionStoreException(
                    "session store " + file + " does not open: " + e + "; check the directory and its permissions", e);
        }
    }

    /** Where the damaged file is that this store found when it was opened. */
    public Optional<Path> damagedFile() {
        return Optional.ofNullable(file.damaged());
    }

    @Override
    public synchronized @Nullable WorkerState load(String worker) {
        requireOpen();
        return workers.get(worker);
    }

    @Override
    public synchronized boolean save(String worker, WorkerState state) {
        requireOpen();
        SessionStore.checkName(worker);
        if (workers.size() >= maxWorkers && !workers.containsKey(worker)) {
            return false;
        }
        changed |= !state.equals(workers.put(worker, state));
        return true;
    }

    @Override
    public synchronized int forget(long seenBeforeMillis) {
        requireOpen();
        int before = workers.size();
        workers.values().removeIf(state -> state.lastSeenMillis() < seenBeforeMillis);
        int forgotten = before - workers.size();
        changed |= forgotten > 0;
        return forgotten;
    }

    @Override
    public synchronized void sync() {
        requireOpen();
        writeIfChanged();
    }

    private void writeIfChanged() {
        if (!changed) {
            return;
        }
        try {
            file.write(workers);
            changed = false;
        } catch (IOException e) {
            throw new SessionStoreException(
                    "session store " + path + " cannot be written: " + e + "; check free space and permissions", e);
        }
    }

    @Override
    public synchronized void forEach(BiConsumer<String, WorkerState> action) {
        requireOpen();
        workers.forEach(action);
    }

    @Override
    public synchronized int size() {
        requireOpen();
        return workers.size();
    }

    private void requireOpen() {
        if (closed) {
            throw new SessionStoreException("session store " + path + " is closed");
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (hold) {
            writeIfChanged();
        } catch (IOException e) {
            throw new SessionStoreException("session store " + path + " did not close: " + e, e);
        }
    }

    @Override
    public String toString() {
        return "session store " + path;
    }
}
