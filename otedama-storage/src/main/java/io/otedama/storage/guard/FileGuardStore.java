package io.otedama.storage.guard;

import io.otedama.error.GuardStoreException;
import io.otedama.spi.GuardRecord;
import io.otedama.spi.GuardStore;
import io.otedama.storage.journal.JournalDisk;
import io.otedama.storage.journal.JournalFile;
import io.otedama.storage.journal.NioDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a guard's memory in a directory, in one file that is replaced as a whole; drawn in this package's description. The
 * directory is made when something is kept. One pool may write: the lock of its journal sees to that. Any thread.
 */
public final class FileGuardStore implements GuardStore {
    /** Longest file that is read. */
    static final long MAX_BYTES = 1L << 28;

    static final String FILE = "guard.bin";
    static final String UNFINISHED = "guard.bin.new";

    private static final Logger LOG = LoggerFactory.getLogger(FileGuardStore.class);

    private final JournalDisk disk;
    private volatile boolean closed;

    FileGuardStore(JournalDisk disk) {
        this.disk = disk;
    }

    /** Reads nothing yet. */
    public static FileGuardStore open(Path directory) {
        return new FileGuardStore(new NioDisk(directory));
    }

    /**
     * What a store in that directory keeps, also beside a running pool. A damaged file stays where it is.
     *
     * @throws GuardStoreException when it cannot be read or is damaged
     */
    public static List<GuardRecord> read(Path directory) {
        NioDisk disk = new NioDisk(directory);
        try {
            byte[] bytes = bytes(disk);
            return bytes == null ? List.of() : GuardFileFormat.decode(bytes);
        } catch (IOException e) {
            throw new GuardStoreException("guard store " + disk.describe(FILE) + " cannot be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new GuardStoreException("guard store " + disk.describe(FILE) + " is damaged: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized List<GuardRecord> load() {
        requireOpen();
        try {
            byte[] bytes = bytes(disk);
            return bytes == null ? List.of() : decoded(bytes);
        } catch (IOException e) {
            throw new GuardStoreException("guard store " + disk.describe(FILE) + " cannot be read: " + e, e);
        }
    }

    /** Null when there is no file; one byte that is no file of ours when it is too long to be read. */
    private static byte @Nullable [] bytes(JournalDisk disk) throws IOException {
        if (!disk.list().contains(FILE)) {
            return null;
        }
        try (JournalFile file = disk.open(FILE, false)) {
            long size = file.size();
            if (size > MAX_BYTES) {
                return new byte[1];
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            int read = file.read(bytes, 0);
            if (read < size) {
                throw new IOException("it has " + size + " bytes, only " + read + " can be read");
            }
            return bytes.array();
        }
    }

    private List<GuardRecord> decoded(byte[] bytes) throws IOException {
        try {
            return GuardFileFormat.decode(bytes);
        } catch (IllegalArgumentException e) {
            String aside = FILE + ".damaged-" + System.currentTimeMillis();
            disk.rename(FILE, aside);
            LOG.warn(
                    "guard store {} is damaged: {}; it is {} now and the pool begins without it: earlier bans and scores"
                            + " are forgotten",
                    disk.describe(FILE),
                    e.getMessage(),
                    aside);
            return List.of();
        }
    }

    @Override
    public synchronized void replace(List<GuardRecord> records) {
        requireOpen();
        GuardStore.check(records);
        byte[] bytes = GuardFileFormat.encode(records);
        try {
            disk.makeDirectory();
            try (JournalFile file = disk.create(UNFINISHED)) {
                file.write(ByteBuffer.wrap(bytes), 0);
                file.force();
            }
            disk.rename(UNFINISHED, FILE);
            disk.forceDirectory();
        } catch (IOException e) {
            throw new GuardStoreException(
                    "guard store " + disk.describe(FILE) + " cannot be written: " + e
                            + "; check free space and permissions",
                    e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new GuardStoreException("guard store " + disk.describe("") + " is closed");
        }
    }

    /** At once, also while a disk that hangs keeps another call. */
    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String toString() {
        return "guard store " + disk.describe("");
    }
}
