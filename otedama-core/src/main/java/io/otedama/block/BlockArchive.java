package io.otedama.block;

import io.otedama.chain.Hash256;
import io.otedama.error.ErrorHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Raw blocks on disk, {@code blocks/<height>-<hash>.block}: the last resort when every node is away and the pool dies. A
 * file is written beside its final name, forced, then renamed, so that a file with that name is whole.
 */
final class BlockArchive {
    private final @Nullable Path directory;
    private final ErrorHandler errors;

    /**
     * @param directory where to, or null to keep nothing
     */
    BlockArchive(@Nullable Path directory, ErrorHandler errors) {
        this.directory = directory;
        this.errors = errors;
    }

    /** Saves a block. A disk that fails is reported; it never stops the submission. */
    void save(int height, Hash256 hash, byte[] rawBlock) {
        if (directory == null) {
            return;
        }
        String name = height + "-" + hash + ".block";
        Path part = directory.resolve(name + ".part");
        try {
            Files.createDirectories(directory);
            try (FileChannel file = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(rawBlock);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            errors.onError("block archive " + directory, e, false);
        }
    }
}
