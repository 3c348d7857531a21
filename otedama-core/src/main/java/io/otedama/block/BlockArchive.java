package io.otedama.block;

import io.otedama.chain.Hash256;
import io.otedama.error.ErrorHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raw blocks on disk: the last resort when every node is away and the pool dies. Disk thread only, but for the constructor.
 *
 * <pre>
 *   blocks/HEIGHT-HASH.block        on its way to nodes or journal; the next start submits and records it again
 *   blocks/HEIGHT-HASH.block.claim  what the journal has to know of it
 *   blocks/HEIGHT-HASH.block.done   the journal has it, and a node holds it or all have refused it
 * </pre>
 *
 * A file is written beside its final name, forced, then renamed, so that a file with that name is whole.
 */
final class BlockArchive {
    /** Blocks of an earlier start that are taken up again; more than that were never under way at one time. */
    static final int MAX_PENDING = 1024;

    private static final Pattern PENDING_NAME = Pattern.compile("([0-9]{1,10})-([0-9a-f]{64})\\.block");
    private static final String DONE = ".done";
    private static final String CLAIM = ".claim";
    private static final String PART = ".part";
    private static final Logger LOG = LoggerFactory.getLogger(BlockArchive.class);

    private final @Nullable Path directory;
    private final ErrorHandler errors;

    /**
     * @param directory where to, or null to keep nothing
     */
    BlockArchive(@Nullable Path directory, ErrorHandler errors) {
        this.directory = directory;
        this.errors = errors;
    }

    /** Whether blocks are kept at all. */
    boolean isKeeping() {
        return directory != null;
    }

    /**
     * Saves a block. A disk that fails is reported; it never stops the submission.
     *
     * @return true when it survives kill and power loss now
     */
    boolean save(BlockClaim claim, byte[] rawBlock) {
        if (directory == null) {
            return false;
        }
        String name = name(claim.block().height(), claim.block().hash());
        try {
            Files.createDirectories(directory);
            write(name + CLAIM, claim.toText().getBytes(StandardCharsets.UTF_8));
            write(name, rawBlock);
            forceNames(directory);
            return true;
        } catch (IOException e) {
            errors.onError("block archive " + directory, e, false);
            return false;
        }
    }

    private void write(String name, byte[] content) throws IOException {
        Path kept = Objects.requireNonNull(directory);
        Path part = kept.resolve(name + PART);
        try (FileChannel file = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(part, kept.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Systems that cannot open a directory have no need of it. */
    private static void forceNames(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        } catch (AccessDeniedException e) {
            LOG.debug("names in {} are not forced: {}", directory, e.getMessage());
        }
    }

    /** Nodes and journal have it: the next start leaves it alone. */
    void settle(int height, Hash256 hash) {
        if (directory == null) {
            return;
        }
        Path pending = directory.resolve(name(height, hash));
        try {
            if (Files.exists(pending)) {
                Files.move(pending, directory.resolve(name(height, hash) + DONE), StandardCopyOption.ATOMIC_MOVE);
                Files.deleteIfExists(directory.resolve(name(height, hash) + CLAIM));
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
                            Files.readAllBytes(file),
                            claim(file)));
                }
            }
        } catch (IOException | NumberFormatException e) {
            errors.onError("block archive " + directory, e, false);
        }
        return blocks;
    }

    /**
     * Claims whose block is not here: the process died between the two files, or while it cleaned up. The chain may have the
     * block all the same. What it left half-written goes.
     */
    List<BlockClaim> claimsAlone() {
        List<BlockClaim> claims = new ArrayList<>();
        if (directory == null || !Files.isDirectory(directory)) {
            return claims;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*{" + CLAIM + "," + PART + "}")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(PART)) {
                    Files.delete(file);
                    continue;
                }
                String block = name.substring(0, name.length() - CLAIM.length());
                BlockClaim claim = Files.exists(directory.resolve(block)) ? null : claim(directory.resolve(block));
                if (claim != null) {
                    claims.add(claim);
                }
            }
        } catch (IOException e) {
            errors.onError("block archive " + directory, e, false);
        }
        return claims;
    }

    /** The journal has what it says. */
    void forget(BlockClaim claim) {
        if (directory == null) {
            return;
        }
        try {
            Files.deleteIfExists(
                    directory.resolve(name(claim.block().height(), claim.block().hash()) + CLAIM));
        } catch (IOException e) {
            errors.onError("block archive " + directory, e, false);
        }
    }

    private @Nullable BlockClaim claim(Path block) throws IOException {
        Path file = block.resolveSibling(block.getFileName() + CLAIM);
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return BlockClaim.parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            errors.onError("block archive " + file, e, false);
            return null;
        }
    }

    private static String name(int height, Hash256 hash) {
        return height + "-" + hash + ".block";
    }

    /**
     * A block found by an earlier start.
     *
     * @param claim null: what the books should know of it is not there
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by hash
    record StoredBlock(
            int height,
            Hash256 hash,
            byte[] rawBlock,
            @Nullable BlockClaim claim) {}
}
