package io.otedama.storage.session;

import io.otedama.error.SessionStoreException;
import io.otedama.spi.SessionStore;
import io.otedama.spi.WorkerState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/** Bytes of a snapshot, as the package draws them. */
final class SnapshotFormat {
    /** The only format so far. */
    static final int VERSION = 1;

    static final int HEADER_BYTES = 16;
    static final int CRC_BYTES = 4;

    /** The longest entry: length, name, state. */
    static final int MAX_ENTRY_BYTES = 1 + SessionStore.MAX_NAME_CHARS + WorkerState.BYTES;

    private static final long MAGIC = ByteBuffer.wrap("OTEDSESS".getBytes(StandardCharsets.US_ASCII))
            .order(ByteOrder.LITTLE_ENDIAN)
            .getLong();

    private static final int CHUNK_BYTES = 1 << 16;

    private SnapshotFormat() {}

    /** Writes all of it in pieces of {@value #CHUNK_BYTES} bytes. */
    static void write(Map<String, WorkerState> workers, WritableByteChannel channel) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        chunk.putLong(MAGIC).putInt(VERSION).putInt(workers.size());
        for (Map.Entry<String, WorkerState> entry : workers.entrySet()) {
            if (chunk.remaining() < MAX_ENTRY_BYTES) {
                drain(chunk, crc, channel);
            }
            byte[] name = entry.getKey().getBytes(StandardCharsets.US_ASCII);
            chunk.put((byte) name.length).put(name);
            entry.getValue().encode(chunk, chunk.position());
            chunk.position(chunk.position() + WorkerState.BYTES);
        }
        drain(chunk, crc, channel);
        chunk.putInt((int) crc.getValue()).flip();
        writeFully(chunk, channel);
    }

    private static void drain(ByteBuffer chunk, CRC32C crc, WritableByteChannel channel) throws IOException {
        chunk.flip();
        crc.update(chunk.duplicate());
        writeFully(chunk, channel);
        chunk.clear();
    }

    private static void writeFully(ByteBuffer bytes, WritableByteChannel channel) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Reads all of it.
     *
     * @throws IllegalArgumentException when the bytes are no undamaged snapshot; the message says what is wrong
     * @throws SessionStoreException when a newer Otedama wrote them
     */
    static Map<String, WorkerState> read(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int end = file.length - CRC_BYTES;
        require(end >= HEADER_BYTES, "it has only " + file.length + " bytes");
        require(bytes.getLong(0) == MAGIC, "it does not begin with OTEDSESS");
        CRC32C crc = new CRC32C();
        crc.update(file, 0, end);
        require((int) crc.getValue() == bytes.getInt(end), "its checksum does not match");
        if (bytes.getInt(8) != VERSION) {
            throw new SessionStoreException("has format " + bytes.getInt(8) + ", this Otedama knows " + VERSION
                    + "; start the newer Otedama again or give this one its own file");
        }
        bytes.limit(end).position(HEADER_BYTES);
        int count = bytes.getInt(12);
        Map<String, WorkerState> workers = new LinkedHashMap<>();
        while (bytes.hasRemaining()) {
            readEntry(bytes, workers);
        }
        require(workers.size() == count, "it announces " + count + " workers and has " + workers.size());
        return workers;
    }

    private static void readEntry(ByteBuffer bytes, Map<String, WorkerState> workers) {
        int length = bytes.get();
        require(length > 0 && bytes.remaining() >= length + WorkerState.BYTES, "an entry is cut off");
        byte[] ascii = new byte[length];
        bytes.get(ascii);
        String name = new String(ascii, StandardCharsets.US_ASCII);
        workers.put(name, WorkerState.decode(bytes, bytes.position()));
        bytes.position(bytes.position() + WorkerState.BYTES);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
