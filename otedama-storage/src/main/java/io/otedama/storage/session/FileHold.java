package io.otedama.storage.session;

import io.otedama.error.SessionStoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One store per file: a lock of the operating system on {@code (file).lock}, which ends with the process however it ends.
 * Such a lock is lost as soon as any channel of the same process on that file is closed, so within a process a set decides
 * before the file is touched.
 */
final class FileHold implements AutoCloseable {
    private static final Set<Path> HELD_HERE = new HashSet<>();

    private final Path lockFile;
    private final FileChannel channel;

    private FileHold(Path lockFile, FileChannel channel) {
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /**
     * @param file in an existing directory
     * @throws SessionStoreException when somebody has it
     */
    static FileHold take(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path lockFile = absolute.resolveSibling("").toRealPath().resolve(absolute.getFileName() + ".lock");
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(lockFile)) {
                throw inUse(file, "this process has it open already");
            }
            FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw inUse(file, "another process holds " + lockFile.getFileName());
            }
            HELD_HERE.add(lockFile);
            return new FileHold(lockFile, channel);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // through another class loader of this process
        }
    }

    private static SessionStoreException inUse(Path file, String who) {
        return new SessionStoreException("session store " + file + " is in use: " + who
                + "; one pool per file, stop the other one or give this one its own file");
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD_HERE) {
            try {
                channel.close();
            } finally {
                HELD_HERE.remove(lockFile);
            }
        }
    }
}
