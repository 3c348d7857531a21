package io.otedama.storage.journal;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A directory of the operating system. */
public final class NioDisk implements JournalDisk {
    private final Path directory;

    public NioDisk(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    @Override
    public void makeDirectory() throws IOException {
        Path existing = directory;
        while (!Files.exists(existing)) {
            existing = existing.resolveSibling("..").normalize();
        }
        Files.createDirectories(directory);
        for (Path made = directory;
                !made.equals(existing);
                made = made.resolveSibling("..").normalize()) {
            force(made.resolveSibling("..").normalize());
        }
    }

    @Override
    public List<String> list() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toList());
        }
    }

    @Override
    public JournalFile create(String name) throws IOException {
        return new NioFile(FileChannel.open(
                directory.resolve(name),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
    }

    @Override
    public JournalFile open(String name, boolean writable) throws IOException {
        Path file = directory.resolve(name);
        return new NioFile(
                writable
                        ? FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)
                        : FileChannel.open(file, StandardOpenOption.READ));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(
                directory.resolve(from),
                directory.resolve(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
    }

    @Override
    public void forceDirectory() throws IOException {
        force(directory);
    }

    private static void force(Path directory) throws IOException {
        if (File.separatorChar == '\\') {
            return; // Windows opens no directories; NTFS logs names by itself
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public long freeBytes() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    @Override
    public AutoCloseable lock() throws IOException {
        return DirectoryLock.take(directory);
    }

    @Override
    public boolean isLocked() throws IOException {
        return DirectoryLock.isTaken(directory);
    }

    @Override
    public String describe(String name) {
        return (name.isEmpty() ? directory : directory.resolve(name)).toString();
    }

    /** A channel closes when its thread is interrupted inside an operation; before one, the interrupt waits. */
    private static final class NioFile implements JournalFile {
        private final FileChannel channel;

        private NioFile(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            boolean interrupted = Thread.interrupted();
            try {
                long at = position;
                while (bytes.hasRemaining()) {
                    at += channel.write(bytes, at);
                }
            } finally {
                restore(interrupted);
            }
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            boolean interrupted = Thread.interrupted();
            try {
                int count = 0;
                while (target.hasRemaining()) {
                    int read = channel.read(target, position + count);
                    if (read < 0) {
                        break;
                    }
                    count += read;
                }
                return count;
            } finally {
                restore(interrupted);
            }
        }

        @Override
        public void force() throws IOException {
            boolean interrupted = Thread.interrupted();
            try {
                channel.force(false);
            } finally {
                restore(interrupted);
            }
        }

        private static void restore(boolean interrupted) {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
