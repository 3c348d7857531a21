package io.otedama.chain;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Bitcoin's variable-length count: 1, 3, 5 or 9 bytes, little-endian after the marker. */
public final class CompactSize {
    private CompactSize() {}

    /** Bytes that {@code value} takes. */
    public static int size(long value) {
        if (Long.compareUnsigned(value, 0xfdL) < 0) {
            return 1;
        }
        if (Long.compareUnsigned(value, 0xffffL) <= 0) {
            return 3;
        }
        return Long.compareUnsigned(value, 0xffffffffL) <= 0 ? 5 : 9;
    }

    /** Appends {@code value}, an unsigned 64-bit number, in its shortest form. */
    public static void write(ByteArrayOutputStream out, long value) {
        int size = size(value);
        if (size == 1) {
            out.write((int) value);
            return;
        }
        out.write(size == 3 ? 0xfd : size == 5 ? 0xfe : 0xff);
        for (int i = 0; i < size - 1; i++) {
            out.write((int) (value >>> (8 * i)) & 0xff);
        }
    }

    /**
     * Reads one value and moves the buffer's position behind it.
     *
     * @param in little-endian
     * @throws java.nio.BufferUnderflowException when the bytes end too early
     */
    public static long read(ByteBuffer in) {
        int first = in.get() & 0xff;
        return switch (first) {
            case 0xfd -> in.getShort() & 0xffffL;
            case 0xfe -> in.getInt() & 0xffffffffL;
            case 0xff -> in.getLong();
            default -> first;
        };
    }
}
