package io.otedama.block;

import io.otedama.chain.Hash256;
import io.otedama.error.ErrorHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Raw blocks on disk: the last resort when every node is away and the pool dies. Disk thread only, but for the constructor.
 *
 * <pre>
 *   blocks/HEIGHT-HASH.block        on its way to the nodes; the next start submits it again
 *   blocks/HEIGHT-HASH.block.done   a node holds it, or all have refused it
 * </pre>
 *
 * A file is written beside its final name, forced, then renamed, so that a file with that name is whole.
 */
final class BlockArchive {
    /** Blocks of an earlier start that are taken up again; more than that were never under way at one time. */
    static final int MAX_PENDING = 1024;

    private static final Pattern PENDING_NAME = Pattern.compile("([0-9]{1,10})-([0-9a-f]{64})\\.block");
    private static final String DONE = ".done";

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
        String name = name(height, hash);
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

    /** The nodes have spoken: the next start leaves it alone. */
    void settle(int height, Hash256 hash) {
        if (directory == null) {
            return;
        }
        Path pending = directory.resolve(name(height, hash));
        try {
            if (Files.exists(pending)) {
                Files.move(pending, directory.resolve(name(height, hash) + DONE), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            errors.onError("block archive " + directory, e, false);
        }
    }

    /** What an earlier start could not hand over. */
    List<StoredBlock> pending() {
        List<StoredBlock> blocks = new ArrayList<>();
        if (directory == null || !Files.isDirectory(directory)) {
            return blocks;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.block")) {
            for (Path file : files) {
                Matcher name = PENDING_NAME.matcher(file.getFileName().toString());
                if (name.matches() && blocks.size() < MAX_PENDING) {
                    blocks.add(new StoredBlock(
                            Integer.parseInt(name.group(1)),
                            Hash256.ofDisplay(name.group(2)),
                            Files.readAllBytes(file)));
                }
            }
        } catch (IOException | NumberFormatException e) {
            errors.onError("block archive " + directory, e, false);
        }
        return blocks;
    }

    private static String name(int height, Hash256 hash) {
        return height + "-" + hash + ".block";
    }

    /** A block found by an earlier start. */
    @SuppressWarnings("ArrayRecordComponent") // compared by hash
    record StoredBlock(int height, Hash256 hash, byte[] rawBlock) {}
}
