package io.otedama.storage.chronicle;

import io.otedama.error.SessionStoreException;
import io.otedama.spi.SessionStore;
import io.otedama.spi.WorkerState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import net.openhft.chronicle.map.ChronicleMap;
import org.jspecify.annotations.Nullable;

/**
 * Workers outside the heap, in a Chronicle Map: every save is in the mapped file at once and survives a killed process
 * without a sync. Nothing forces it to the disk: a power loss may cost any of it. Thread-safe.
 *
 * <p>Optional: add {@code net.openhft:chronicle-map}, run on a JDK, and give it {@code --add-opens} for {@code
 * java.base/java.lang}, {@code java.base/java.lang.reflect} and {@code java.base/sun.nio.ch} and {@code --add-exports
 * jdk.compiler/com.sun.tools.javac.file}, each {@code =ALL-UNNAMED}. Opening takes seconds: the map compiles classes for itself.
 */
public final class ChronicleSessionStore implements SessionStore {
    private final Path path;
    private final int maxWorkers;
    private final ChronicleMap<byte[], byte[]> map;
    private int size;
    private boolean closed;

    private ChronicleSessionStore(Path path, int maxWorkers, ChronicleMap<byte[], byte[]> map) {
        this.path = path;
        this.maxWorkers = maxWorkers;
        this.map = map;
        this.size = (int) map.longSize();
    }

    /** Opens with room for {@link SessionStore#DEFAULT_MAX_WORKERS}. */
    public static ChronicleSessionStore open(Path file) {
        return open(file, DEFAULT_MAX_WORKERS);
    }

    /**
     * Opens the file, through recovery when the last process was killed, or begins a new one; makes its directory.
     * A file that cannot be recovered is renamed to {@code (name).damaged-(time)} and reported.
     *
     * @param maxWorkers at most; a file keeps the room that it was made with
     * @throws SessionStoreException when a flag or the library is missing, or the file is in use or cannot be opened
     * @throws IllegalArgumentException when {@code maxWorkers} is not positive
     */
    public static ChronicleSessionStore open(Path file, int maxWorkers) {
        if (maxWorkers <= 0) {
            throw new IllegalArgumentException("a session store keeps at least 1 worker, asked for " + maxWorkers);
        }
        ChronicleFlags.require();
        ChronicleFlags.silence();
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            return new ChronicleSessionStore(file, maxWorkers, MapFile.open(file, maxWorkers));
        } catch (IOException e) {
            throw new SessionStoreException(
                    "session store " + file + " does not open: " + e + "; check the directory and its permissions", e);
        } catch (NoClassDefFoundError e) {
            throw new SessionStoreException(
                    "ChronicleSessionStore needs net.openhft:chronicle-map on the class path, or use FileSessionStore",
                    e);
        }
    }

    private static byte[] key(String worker) {
        return worker.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public synchronized @Nullable WorkerState load(String worker) {
        requireOpen();
        byte[] value = map.get(key(worker));
        return value == null ? null : new TwoCopies(value).newest();
    }

    @Override
    public synchronized boolean save(String worker, WorkerState state) {
        requireOpen();
        SessionStore.checkName(worker);
        byte[] key = key(worker);
        byte[] value = map.get(key);
        if (value == null && size >= maxWorkers) {
            return false;
        }
        TwoCopies copies = value == null ? new TwoCopies() : new TwoCopies(value);
        try {
            map.put(key, copies.with(state));
        } catch (IllegalStateException e) {
            if (value == null) {
                return false; // made for fewer workers, or for shorter names
            }
            throw new SessionStoreException("session store " + path + " does not take " + worker, e);
        }
        size += value == null ? 1 : 0;
        return true;
    }

    @Override
    public synchronized int forget(long seenBeforeMillis) {
        requireOpen();
        List<byte[]> old = new ArrayList<>();
        map.forEach((name, value) -> {
            WorkerState state = new TwoCopies(value).newest();
            if (state == null || state.lastSeenMillis() < seenBeforeMillis) {
                old.add(name.clone()); // the map reuses the array
            }
        });
        old.forEach(map::remove);
        size -= old.size();
        return old.size();
    }

    /** Nothing to do: what was saved is in the operating system's hands. */
    @Override
    public synchronized void sync() {
        requireOpen();
    }

    @Override
    public synchronized void forEach(BiConsumer<String, WorkerState> action) {
        requireOpen();
        map.forEach((name, value) -> {
            WorkerState state = new TwoCopies(value).newest();
            if (state != null) {
                action.accept(new String(name, StandardCharsets.US_ASCII), state);
            }
        });
    }

    @Override
    public synchronized int size() {
        requireOpen();
        return size;
    }

    private void requireOpen() {
        if (closed) {
            throw new SessionStoreException("session store " + path + " is closed");
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            MapFile.close(path, map);
        }
    }

    @Override
    public String toString() {
        return "session store " + path;
    }
}
