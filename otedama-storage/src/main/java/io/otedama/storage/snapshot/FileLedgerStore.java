package io.otedama.storage.snapshot;

import io.otedama.error.LedgerStoreException;
import io.otedama.spi.LedgerSnapshot;
import io.otedama.spi.LedgerStore;
import io.otedama.storage.journal.JournalDisk;
import io.otedama.storage.journal.JournalFile;
import io.otedama.storage.journal.NioDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Snapshots of the books in a directory, one file each; drawn in this package's description. A file is forced before it gets its
 * name, and its name before {@link #save} returns. The directory is made by the first save; commands may read beside a running
 * pool, and then a snapshot that is listed can be gone when it is loaded. One pool may write. Any thread.
 */
public final class FileLedgerStore implements LedgerStore {
    /** Longest file that is read or written: the books of about four million miners. */
    static final long MAX_BYTES = 1L << 30;

    static final String UNFINISHED = "snapshot.new";
    private static final Pattern NAME = Pattern.compile("(\\d{20})\\.snap");

    private final JournalDisk disk;
    private volatile boolean closed;

    FileLedgerStore(JournalDisk disk) {
        this.disk = disk;
    }

    /** Reads nothing yet. */
    public static FileLedgerStore open(Path directory) {
        return new FileLedgerStore(new NioDisk(directory));
    }

    private static String name(long sequence) {
        return String.format("%020d.snap", sequence);
    }

    @Override
    public synchronized void save(LedgerSnapshot snapshot) {
        requireOpen();
        String name = name(snapshot.sequence());
        ByteBuffer bytes = SnapshotFileFormat.encode(snapshot);
        if (bytes.remaining() > MAX_BYTES) {
            throw new LedgerStoreException("snapshot " + disk.describe(name) + " would have " + bytes.remaining()
                    + " bytes, more than " + MAX_BYTES);
        }
        try {
            disk.makeDirectory();
            try (JournalFile file = disk.create(UNFINISHED)) {
                file.write(bytes, 0);
                file.force();
            }
            disk.rename(UNFINISHED, name);
            disk.forceDirectory();
        } catch (IOException e) {
            throw new LedgerStoreException(
                    "snapshot " + disk.describe(name) + " cannot be written: " + e
                            + "; check free space and permissions",
                    e);
        }
    }

    @Override
    public synchronized List<Long> sequences() {
        requireOpen();
        try {
            List<Long> found = new ArrayList<>();
            for (String name : disk.list()) {
                var parts = NAME.matcher(name);
                if (parts.matches() && parts.group(1).compareTo(name(Long.MAX_VALUE)) < 0) {
                    found.add(Long.parseLong(parts.group(1)));
                }
            }
            found.sort(Collections.reverseOrder());
            return found;
        } catch (IOException e) {
            throw new LedgerStoreException(
                    "snapshots in " + disk.describe("") + " cannot be listed: " + e + "; check the permissions", e);
        }
    }

    @Override
    public synchronized LedgerSnapshot load(long sequence) {
        requireOpen();
        String name = disk.describe(name(sequence));
        try (JournalFile file = disk.open(name(sequence), false)) {
            long size = file.size();
            if (size > MAX_BYTES) {
                throw new IllegalArgumentException("it has " + size + " bytes, more than " + MAX_BYTES);
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            int read = file.read(bytes, 0);
            if (read < size) {
                throw new IllegalArgumentException("it has " + size + " bytes, only " + read + " can be read");
            }
            return SnapshotFileFormat.decode(bytes.array(), sequence);
        } catch (IOException e) {
            throw new LedgerStoreException("snapshot " + name + " cannot be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new LedgerStoreException("snapshot " + name + " is damaged: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void delete(long sequence) {
        requireOpen();
        try {
            disk.delete(name(sequence));
        } catch (IOException e) {
            throw new LedgerStoreException(
                    "snapshot " + disk.describe(name(sequence)) + " cannot be deleted: " + e
                            + "; check the permissions",
                    e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new LedgerStoreException("ledger store " + disk.describe("") + " is closed");
        }
    }

    /** At once, also while a disk that hangs keeps another call. */
    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String toString() {
        return "ledger store " + disk.describe("");
    }
}
