package io.otedama.spi;

import io.otedama.chain.Hash256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A reusable window onto one journal record. Integers are little-endian. Typed subclasses add the body; a journal treats
 * every record as these bytes and sets the sequence.
 *
 * <pre>
 *   0 length 4 (whole record) | 4 type 1 | 5 format 1 | 6 reserved 2 | 8 sequence 8 | 16 time 8 (ms since 1970) | 24 body
 * </pre>
 *
 * Not thread-safe; owned by whoever wraps it.
 */
public class RecordView {
    public static final int HEADER_BYTES = 24;

    /** No record is longer. The largest are payments with their whole transaction. */
    public static final int MAX_BYTES = 512 * 1024;

    static final int SEQUENCE_OFFSET = 8;
    private static final int TYPE_OFFSET = 4;
    private static final int FORMAT_OFFSET = 5;
    private static final int TIME_OFFSET = 16;

    /** The bytes looked at; absolute access from {@link #offset} on. */
    protected ByteBuffer buffer = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);

    /** Where the record begins in {@link #buffer}. */
    protected int offset;

    public RecordView() {}

    /** Points this view at a record; {@code bytes} must be little-endian. */
    @SuppressWarnings("ReferenceEquality") // only spares a write
    public final RecordView wrap(ByteBuffer bytes, int recordOffset) {
        if (bytes.order() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalArgumentException("journal records are little-endian");
        }
        if (buffer != bytes) { // spares the collector's write barrier where one view serves one buffer
            buffer = bytes;
        }
        offset = recordOffset;
        return this;
    }

    /** Points this view at the same bytes as another one. */
    public final RecordView wrap(RecordView other) {
        return wrap(other.buffer, other.offset);
    }

    /** Starts a new record of this view's own type in {@code bytes}: clears it and writes its header. */
    protected final void begin(ByteBuffer bytes, RecordType type, int lengthBytes, long epochMillis) {
        wrap(bytes, 0);
        int at = 0;
        for (; at + Long.BYTES <= lengthBytes; at += Long.BYTES) {
            bytes.putLong(at, 0);
        }
        for (; at < lengthBytes; at++) {
            bytes.put(at, (byte) 0);
        }
        bytes.putInt(0, lengthBytes);
        bytes.put(TYPE_OFFSET, (byte) type.code());
        bytes.put(FORMAT_OFFSET, (byte) 1);
        bytes.putLong(TIME_OFFSET, epochMillis);
    }

    public final int length() {
        return buffer.getInt(offset);
    }

    public final RecordType type() {
        return RecordType.of(buffer.get(offset + TYPE_OFFSET));
    }

    public final int format() {
        return buffer.get(offset + FORMAT_OFFSET);
    }

    public final long sequence() {
        return buffer.getLong(offset + SEQUENCE_OFFSET);
    }

    /** When it happened, milliseconds since 1970. */
    public final long epochMillis() {
        return buffer.getLong(offset + TIME_OFFSET);
    }

    /** Bytes that {@link #putText} takes for this text. */
    protected static int textBytes(String text) {
        return Short.BYTES + text.length();
    }

    /** Bytes of the text that begins {@code at} bytes behind the record's begin. */
    protected final int textBytesAt(int at) {
        return Short.BYTES + buffer.getShort(offset + at);
    }

    /** Writes an ASCII text with its length (2 bytes) in front. */
    protected final void putText(int at, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        buffer.putShort(offset + at, (short) ascii.length);
        buffer.put(offset + at + Short.BYTES, ascii);
    }

    /** Reads what {@link #putText} wrote. */
    protected final String text(int at) {
        byte[] ascii = new byte[buffer.getShort(offset + at)];
        buffer.get(offset + at + Short.BYTES, ascii);
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    protected final void putHash(int at, Hash256 hash) {
        buffer.put(offset + at, hash.toBytes());
    }

    /** 32 bytes, internal order. */
    protected final Hash256 hash(int at) {
        byte[] bytes = new byte[Hash256.BYTES];
        buffer.get(offset + at, bytes);
        return Hash256.ofInternal(bytes);
    }

    /** Writes the sequence that a journal gave to this record into the bytes looked at. */
    public final void assignSequence(long sequence) {
        buffer.putLong(offset + SEQUENCE_OFFSET, sequence);
    }

    /** Copies the record with another sequence to {@code target}, which must be little-endian. */
    public final void copyTo(ByteBuffer target, int targetOffset, long sequence) {
        target.put(targetOffset, buffer, offset, length());
        target.putLong(targetOffset + SEQUENCE_OFFSET, sequence);
    }
}
