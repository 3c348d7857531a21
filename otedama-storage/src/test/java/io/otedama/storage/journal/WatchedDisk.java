package io.otedama.storage.journal;

import io.otedama.spi.PoolClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A real directory that tells what is about to be done to it, and what was done. */
public final class WatchedDisk implements JournalDisk {
    private final NioDisk disk;
    private final Consumer<String> watcher;

    private WatchedDisk(Path directory, Consumer<String> watcher) {
        this.disk = new NioDisk(directory);
        this.watcher = watcher;
    }

    /**
     * Opens a journal as {@link FileJournal#open} does.
     *
     * @param watcher told {@code before-write}, {@code after-write} and the same of {@code force}, on the thread that does it
     */
    public static FileJournal openJournal(Path directory, JournalConfig config, Consumer<String> watcher) {
        return FileJournal.open(new WatchedDisk(directory, watcher), config, PoolClock.system());
    }

    @Override
    public void makeDirectory() throws IOException {
        disk.makeDirectory();
    }

    @Override
    public List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public JournalFile create(String name) throws IOException {
        return new WatchedFile(disk.create(name));
    }

    @Override
    public JournalFile open(String name, boolean writable) throws IOException {
        return new WatchedFile(disk.open(name, writable));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    @Override
    public void forceDirectory() throws IOException {
        disk.forceDirectory();
    }

    @Override
    public long freeBytes() throws IOException {
        return disk.freeBytes();
    }

    @Override
    public AutoCloseable lock() throws IOException {
        return disk.lock();
    }

    @Override
    public boolean isLocked() throws IOException {
        return disk.isLocked();
    }

    @Override
    public String describe(String name) {
        return disk.describe(name);
    }

    private final class WatchedFile implements JournalFile {
        private final JournalFile file;

        WatchedFile(JournalFile file) {
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            watcher.accept("before-write");
            file.write(bytes, position);
            watcher.accept("after-write");
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public void force() throws IOException {
            watcher.accept("before-force");
            file.force();
            watcher.accept("after-force");
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
