package io.otedama.node.regtest;

import io.otedama.error.ConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of checked records, of one process at a time. Read from the start to the end, then only appended to, forced after
 * each record. One thread.
 *
 * <pre>
 *   payload length 4 | CRC32C of kind and payload 4 | kind 1 | payload        little-endian
 * </pre>
 */
final class RecordFile implements AutoCloseable {
    /** Longer than any block. */
    static final int MAX_PAYLOAD_BYTES = Consensus.MAX_BLOCK_WEIGHT + 1;

    private static final int HEAD_BYTES = 9;
    private static final int CHUNK_BYTES = 1 << 16;

    private final Path path;
    private final FileChannel channel;

    /**
     * Opens the file, which is made when it is missing.
     *
     * @throws ConfigurationException when another process has it
     */
    RecordFile(Path path) throws IOException {
        this.path = path;
        this.channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!lock()) {
            channel.close();
            throw new ConfigurationException(
                    ChainLog.SETTING,
                    path + " is in use by another chain",
                    "End that process first, or choose another directory");
        }
    }

    private boolean lock() throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // by this very process
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // lives for one call
    record Entry(ChainStore.Kind kind, byte[] payload) {}

    /**
     * The next record; null at the end of the file or where a torn record begins.
     *
     * @throws ConfigurationException when the file is damaged
     */
    @Nullable
    Entry read() throws IOException {
        long start = channel.position();
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (!fill(head)) {
            return null;
        }
        int length = head.getInt();
        int crc = head.getInt();
        ChainStore.Kind kind = ChainStore.Kind.of(head.get());
        boolean sane = length >= 0 && length <= MAX_PAYLOAD_BYTES && kind != null;
        boolean last = sane && length >= channel.size() - channel.position();
        ByteBuffer payload = ByteBuffer.allocate(sane ? length : 0);
        if (kind != null && sane && fill(payload) && crc(kind, payload.array()) == crc) {
            return new Entry(kind, payload.array());
        }
        if (last || restIsZero(start)) {
            return null;
        }
        throw new ConfigurationException(
                ChainLog.SETTING,
                path + " is damaged: the record at byte " + start
                        + " does not match its checksum, and more records follow",
                "Restore it from a copy, or choose another directory");
    }

    /** What was allocated and never written, after the machine lost its power. */
    private boolean restIsZero(long start) throws IOException {
        channel.position(start);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        while (channel.read(chunk) >= 0) {
            chunk.flip();
            while (chunk.hasRemaining()) {
                if (chunk.get() != 0) {
                    return false;
                }
            }
            chunk.clear();
        }
        return true;
    }

    private boolean fill(ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) {
                return false;
            }
        }
        into.flip();
        return true;
    }

    /** Where the next record begins. */
    long position() throws IOException {
        return channel.position();
    }

    /** Forgets everything from there on; records are appended there. */
    void cut(long position) throws IOException {
        channel.truncate(position);
        channel.position(position);
    }

    void append(ChainStore.Kind kind, byte[] payload) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + payload.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(payload.length);
        out.putInt(crc(kind, payload));
        out.put((byte) kind.letter());
        out.put(payload).flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        channel.force(false);
    }

    private static int crc(ChainStore.Kind kind, byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(kind.letter());
        crc.update(payload, 0, payload.length);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
