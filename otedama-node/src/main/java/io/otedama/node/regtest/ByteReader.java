package io.otedama.node.regtest;

import io.otedama.chain.Hash256;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads Bitcoin's serialisation. No count is believed before the bytes for it are there, so a lying count costs nothing.
 */
final class ByteReader {
    private final byte[] bytes;
    private final ByteBuffer in;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int position() {
        return in.position();
    }

    int remaining() {
        return in.remaining();
    }

    byte[] slice(int from) {
        return Arrays.copyOfRange(bytes, from, in.position());
    }

    int readByte() {
        need(1);
        return in.get() & 0xff;
    }

    /** The byte that many places ahead, which stays unread; -1 beyond the end. */
    int peek(int ahead) {
        int at = in.position() + ahead;
        return at < bytes.length ? bytes[at] & 0xff : -1;
    }

    int readInt() {
        need(Integer.BYTES);
        return in.getInt();
    }

    long readLong() {
        need(Long.BYTES);
        return in.getLong();
    }

    Hash256 readHash() {
        need(Hash256.BYTES);
        Hash256 hash = Hash256.ofInternal(bytes, in.position());
        in.position(in.position() + Hash256.BYTES);
        return hash;
    }

    byte[] readBytes(int length) {
        need(length);
        byte[] out = new byte[length];
        in.get(out);
        return out;
    }

    byte[] readVarBytes() {
        return readBytes(readCount(1));
    }

    /**
     * A CompactSize that announces items of at least {@code itemBytes} each.
     *
     * @throws DecodeException when it is not in its shortest form or the items cannot be there
     */
    int readCount(int itemBytes) {
        try {
            int first = readByte();
            long value = first;
            long least = 0;
            if (first == 0xfd) {
                value = in.getShort() & 0xffff;
                least = 0xfd;
            } else if (first == 0xfe) {
                value = in.getInt() & 0xffffffffL;
                least = 0x10000;
            } else if (first == 0xff) {
                value = in.getLong();
                least = 0x100000000L;
            }
            if (value < least || value > in.remaining() / itemBytes) {
                throw new DecodeException("count " + value + " of at least " + itemBytes + " bytes each");
            }
            return (int) value;
        } catch (BufferUnderflowException e) {
            throw new DecodeException("ends within a count");
        }
    }

    private void need(int length) {
        if (in.remaining() < length) {
            throw new DecodeException(length + " bytes wanted, " + in.remaining() + " left");
        }
    }
}
