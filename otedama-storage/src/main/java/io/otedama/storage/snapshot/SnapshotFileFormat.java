package io.otedama.storage.snapshot;

import io.otedama.chain.Hash256;
import io.otedama.spi.LedgerSnapshot;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Bytes of a snapshot file, as the package draws them. */
final class SnapshotFileFormat {
    /** The only format so far. */
    static final int VERSION = 1;

    static final int HEADER_BYTES = 112;
    static final int CRC_BYTES = 4;

    private static final int GENESIS = 40;
    private static final int DIGEST = 72;
    private static final int NAME_LENGTH = 104;
    private static final int STATE_LENGTH = 108;

    private static final long MAGIC = ByteBuffer.wrap("OTEDBOOK".getBytes(StandardCharsets.US_ASCII))
            .order(ByteOrder.LITTLE_ENDIAN)
            .getLong();

    private SnapshotFileFormat() {}

    /** The whole file, ready to be written. */
    static ByteBuffer encode(LedgerSnapshot snapshot) {
        byte[] name = snapshot.poolName().getBytes(StandardCharsets.US_ASCII);
        byte[] state = snapshot.state();
        int end = Math.addExact(HEADER_BYTES + name.length, state.length);
        ByteBuffer file = ByteBuffer.allocate(Math.addExact(end, CRC_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(MAGIC).putInt(VERSION).putInt(snapshot.format());
        file.putLong(snapshot.sequence()).putLong(snapshot.replayFrom()).putLong(snapshot.retainFrom());
        file.put(snapshot.genesis().toBytes()).put(snapshot.digest().toBytes());
        file.putInt(name.length).putInt(state.length).put(name).put(state);
        file.putInt(crc(file.array(), end)).flip();
        return file;
    }

    private static int crc(byte[] file, int end) {
        CRC32C crc = new CRC32C();
        crc.update(file, 0, end);
        return (int) crc.getValue();
    }

    /**
     * Reads all of it.
     *
     * @throws IllegalArgumentException when the bytes are no undamaged snapshot of that sequence, or of a newer format; the
     *     message says what is wrong
     */
    static LedgerSnapshot decode(byte[] file, long sequence) {
        int end = file.length - CRC_BYTES;
        require(end >= HEADER_BYTES, "it has only " + file.length + " bytes");
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        require(bytes.getLong(0) == MAGIC, "it does not begin with OTEDBOOK");
        require(bytes.getInt(8) == VERSION, "it has format " + bytes.getInt(8) + ", this Otedama knows " + VERSION);
        require(bytes.getInt(end) == crc(file, end), "its checksum does not match");
        int nameLength = bytes.getInt(NAME_LENGTH);
        int stateLength = bytes.getInt(STATE_LENGTH);
        require(
                nameLength >= 0 && stateLength >= 0 && (long) HEADER_BYTES + nameLength + stateLength == end,
                "its lengths do not add up");
        require(bytes.getLong(16) == sequence, "it is of record " + bytes.getLong(16));
        byte[] state = new byte[stateLength];
        bytes.position(HEADER_BYTES + nameLength).get(state);
        LedgerSnapshot snapshot = new LedgerSnapshot(
                sequence,
                bytes.getInt(12),
                new String(file, HEADER_BYTES, nameLength, StandardCharsets.US_ASCII),
                Hash256.ofInternal(file, GENESIS),
                Hash256.ofInternal(file, DIGEST),
                bytes.getLong(24),
                bytes.getLong(32),
                state);
        require(snapshot.isIntact(), "its books do not have the digest that it names");
        return snapshot;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
