package io.otedama.ledger;

import io.otedama.chain.Hash256;
import io.otedama.chain.Work;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Serialises state, little-endian, the same bytes for the same state. Grows; one thread. */
public final class StateWriter {
    private ByteBuffer buffer = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

    public StateWriter() {}

    public StateWriter putInt(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    public StateWriter putLong(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    public StateWriter putBoolean(boolean value) {
        room(1).put(value ? (byte) 1 : 0);
        return this;
    }

    /** ASCII, length first. */
    public StateWriter putText(String text) {
        return putBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Length first. */
    public StateWriter putBytes(byte[] bytes) {
        putInt(bytes.length);
        room(bytes.length).put(bytes);
        return this;
    }

    public StateWriter putHash(Hash256 hash) {
        room(Hash256.BYTES).put(hash.toBytes());
        return this;
    }

    public StateWriter putWork(Work work) {
        return putLong(work.hi()).putLong(work.lo());
    }

    public StateWriter putBigInteger(BigInteger value) {
        return putBytes(value.toByteArray());
    }

    /** A copy of all that was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int capacity = Math.max(Math.addExact(buffer.position(), bytes), Math.multiplyExact(buffer.capacity(), 2));
            ByteBuffer larger = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
            buffer.flip();
            larger.put(buffer);
            buffer = larger;
        }
        return buffer;
    }
}
