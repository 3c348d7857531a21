package io.otedama.gateway.auth;

import io.otedama.error.PoolException;
import io.otedama.security.SecretFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small file that only its owner may read, replaced as a whole: written beside, forced to disk, renamed over. Without a path
 * it lives in memory.
 */
final class PrivateFile {
    /** A larger one is not read. */
    static final int MAX_BYTES = 8 << 20;

    private final @Nullable Path path;
    private byte @Nullable [] memory;

    PrivateFile(@Nullable Path path) {
        this.path = path;
    }

    /**
     * @throws PoolException when it is there and cannot be read, or others can read it too
     */
    synchronized Optional<byte[]> read() {
        if (path == null) {
            return Optional.ofNullable(memory);
        }
        try {
            if (!Files.exists(path)) {
                return Optional.empty();
            }
            return Optional.of(SecretFile.read(path, "gateway's file", MAX_BYTES));
        } catch (IOException e) {
            throw new PoolException(path.getFileName() + " cannot be read", e);
        }
    }

    /**
     * @throws PoolException when it cannot be written; what was there before is still there
     */
    synchronized void write(byte[] content) {
        if (path == null) {
            memory = content.clone();
            return;
        }
        Path beside = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.deleteIfExists(beside);
            try (FileChannel channel = FileChannel.open(
                    beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), forOwnerOnly())) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(path.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new PoolException(path.getFileName() + " cannot be written", e);
        }
    }

    /** So that the new name outlives a power loss: a revoked token stays revoked. */
    private static void force(@Nullable Path directory) throws IOException {
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] forOwnerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
