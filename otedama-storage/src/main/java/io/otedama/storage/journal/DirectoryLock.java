package io.otedama.storage.journal;

import io.otedama.error.JournalException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One writer per directory: a lock of the operating system on the file {@code LOCK}, which ends with the process however it
 * ends. Such a lock is lost as soon as any channel of the same process on that file is closed, so within a process a set
 * of directories decides before the file is touched.
 */
final class DirectoryLock implements AutoCloseable {
    static final String FILE = "LOCK";

    /** Somebody who only asks holds the lock for an instant; a writer waits that long. */
    private static final int ATTEMPTS = 20;

    private static final long PAUSE_NANOS = 10_000_000;

    private static final Set<Path> TAKEN_HERE = new HashSet<>();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static DirectoryLock take(Path directory) throws IOException {
        Path real = directory.toRealPath();
        synchronized (TAKEN_HERE) {
            if (TAKEN_HERE.contains(real)) {
                throw inUse(directory, "this process has it open already");
            }
            FileChannel channel =
                    FileChannel.open(real.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            for (int i = 0; i < ATTEMPTS; i++) {
                if (tryLock(channel, false) != null) {
                    TAKEN_HERE.add(real);
                    return new DirectoryLock(real, channel);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            channel.close();
            throw inUse(directory, "another process holds " + FILE);
        }
    }

    static boolean isTaken(Path directory) throws IOException {
        if (!Files.exists(directory.resolve(FILE))) {
            return false;
        }
        Path real = directory.toRealPath();
        synchronized (TAKEN_HERE) {
            if (TAKEN_HERE.contains(real)) {
                return true;
            }
            try (FileChannel channel = FileChannel.open(real.resolve(FILE), StandardOpenOption.READ)) {
                return tryLock(channel, true) == null;
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            return null; // through another class loader of this process
        }
    }

    private static JournalException inUse(Path directory, String who) {
        return new JournalException("journal " + directory + " is in use: " + who
                + "; one pool per journal, stop the other one or give this one its own directory");
    }

    @Override
    public void close() throws IOException {
        synchronized (TAKEN_HERE) {
            try {
                channel.close();
            } finally {
                TAKEN_HERE.remove(directory);
            }
        }
    }
}
