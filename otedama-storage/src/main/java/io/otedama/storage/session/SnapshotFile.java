package io.otedama.storage.session;

import io.otedama.error.SessionStoreException;
import io.otedama.spi.WorkerState;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of a snapshot: read once, replaced as a whole. One thread at a time. */
final class SnapshotFile {
    /** Longest file that is read; more than 6 million workers with the longest names. */
    static final long MAX_BYTES = 1L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(FileSessionStore.class);

    private final Path file;
    private final Path fresh;
    private @Nullable Path damaged;

    SnapshotFile(Path file) {
        this.file = file;
        this.fresh = file.resolveSibling(file.getFileName() + ".new");
    }

    /** Where a file that could not be read is now, null when there was none. */
    @Nullable
    Path damaged() {
        return damaged;
    }

    /** What the file has; nothing when there is none or it is damaged, and then it is set aside. */
    Map<String, WorkerState> read(long nowMillis) throws IOException {
        Files.deleteIfExists(fresh); // of a process that was killed while it wrote
        if (!Files.exists(file)) {
            return new LinkedHashMap<>();
        }
        try {
            long bytes = Files.size(file);
            if (bytes > MAX_BYTES) {
                throw new IllegalArgumentException("it has " + bytes + " bytes, more than " + MAX_BYTES);
            }
            return SnapshotFormat.read(Files.readAllBytes(file));
        } catch (SessionStoreException e) {
            throw new SessionStoreException("session store " + file + " " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            setAside(nowMillis, String.valueOf(e.getMessage()));
            return new LinkedHashMap<>();
        }
    }

    private void setAside(long nowMillis, String why) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + nowMillis);
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        damaged = aside;
        LOG.warn(
                "session store {} is damaged: {}; it is {} now and the pool begins without it: workers start at the"
                        + " policy's difficulty",
                file,
                why,
                aside.getFileName());
    }

    /** Replaces the file; whatever fails, the old or the new one is there, whole. */
    void write(Map<String, WorkerState> workers) throws IOException {
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            SnapshotFormat.write(workers, channel);
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceDirectory();
    }

    private void forceDirectory() throws IOException {
        if (File.separatorChar == '\\') {
            return; // Windows opens no directories; NTFS logs names by itself
        }
        try (FileChannel channel =
                FileChannel.open(file.toAbsolutePath().resolveSibling(""), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
