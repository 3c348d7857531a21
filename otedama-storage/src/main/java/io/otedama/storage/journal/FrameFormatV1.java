package io.otedama.storage.journal;

import io.otedama.spi.RecordView;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Format 1, as drawn in this package's description; also writes it. */
final class FrameFormatV1 implements FrameFormat {
    static final int PREFIX_BYTES = 8;
    static final int ALIGNMENT = 8;
    static final int CLOSE_BYTES = PREFIX_BYTES + RecordView.HEADER_BYTES;
    static final int MAX_BYTES = bytes(RecordView.MAX_BYTES);

    /** The lag of a frame so far ahead that 32 bits do not hold it. */
    private static final int PROVES_NOTHING = -1;

    private static final int LAG = 4;
    private static final int LENGTH = PREFIX_BYTES;
    private static final int SEQUENCE = PREFIX_BYTES + 8;

    private final int salt;
    private final CRC32C crc = new CRC32C();

    FrameFormatV1(int salt) {
        this.salt = salt;
    }

    /** Bytes of the frame of a record. */
    static int bytes(int recordLength) {
        return PREFIX_BYTES + (recordLength + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    @Override
    public int check(ByteBuffer bytes, ByteBuffer view, int at, int end) {
        if (end - at < CLOSE_BYTES) {
            return -CLOSE_BYTES;
        }
        int length = bytes.getInt(at + LENGTH);
        if (length < RecordView.HEADER_BYTES || length > RecordView.MAX_BYTES) {
            return BROKEN;
        }
        int frame = bytes(length);
        if (end - at < frame) {
            return -frame;
        }
        return bytes.getInt(at) == crc(view, at, frame) ? frame : BROKEN;
    }

    private int crc(ByteBuffer view, int at, int frame) {
        view.limit(at + frame).position(at + LAG);
        crc.reset();
        crc.update(view);
        return (int) crc.getValue() ^ salt;
    }

    @Override
    public int recordOffset() {
        return PREFIX_BYTES;
    }

    @Override
    public long sequence(ByteBuffer bytes, int at) {
        return bytes.getLong(at + SEQUENCE);
    }

    @Override
    public long forced(ByteBuffer bytes, int at) {
        int lag = bytes.getInt(at + LAG);
        return lag == PROVES_NOTHING ? 0 : sequence(bytes, at) - Integer.toUnsignedLong(lag);
    }

    @Override
    public boolean isClose(ByteBuffer bytes, int at) {
        return bytes.getInt(at + LAG) == 0;
    }

    /**
     * Completes the frames between two offsets, whose records are there already.
     *
     * @param forced sequence up to which everything is forced at this moment
     */
    void seal(ByteBuffer bytes, ByteBuffer view, int from, int to, long forced) {
        for (int at = from; at < to; ) {
            int frame = bytes(bytes.getInt(at + LENGTH));
            bytes.putInt(at + LAG, lag(sequence(bytes, at), forced));
            bytes.putInt(at, crc(view, at, frame));
            at += frame;
        }
    }

    private static int lag(long sequence, long forced) {
        long lag = sequence - forced;
        return lag < Integer.toUnsignedLong(PROVES_NOTHING) ? (int) lag : PROVES_NOTHING;
    }

    /** The frame of a clean close. */
    void close(ByteBuffer bytes, ByteBuffer view, long lastSequence) {
        bytes.putInt(LENGTH, RecordView.HEADER_BYTES);
        bytes.putLong(SEQUENCE, lastSequence);
        bytes.putInt(LAG, 0);
        bytes.putInt(0, crc(view, 0, CLOSE_BYTES));
    }
}
