package io.otedama.ledger;

import io.otedama.chain.Hash256;
import io.otedama.chain.Work;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link StateWriter} wrote. One thread. Every method throws {@link IllegalStateException} when the state ends
 * early or names a length that cannot be.
 */
public final class StateReader {
    private final ByteBuffer buffer;

    public StateReader(byte[] state) {
        buffer = ByteBuffer.wrap(state).order(ByteOrder.LITTLE_ENDIAN);
    }

    public int getInt() {
        return need(Integer.BYTES).getInt();
    }

    public long getLong() {
        return need(Long.BYTES).getLong();
    }

    public boolean getBoolean() {
        return need(1).get() != 0;
    }

    public String getText() {
        return new String(getBytes(), StandardCharsets.US_ASCII);
    }

    public byte[] getBytes() {
        int length = getInt();
        need(length);
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    public Hash256 getHash() {
        need(Hash256.BYTES);
        byte[] bytes = new byte[Hash256.BYTES];
        buffer.get(bytes);
        return Hash256.ofInternal(bytes);
    }

    public Work getWork() {
        return new Work(getLong(), getLong());
    }

    public BigInteger getBigInteger() {
        return new BigInteger(getBytes());
    }

    /**
     * @throws IllegalStateException when something is left: the state is of another shape than its reader
     */
    public void end() {
        if (buffer.hasRemaining()) {
            throw new IllegalStateException(buffer.remaining() + " bytes of the state were not read");
        }
    }

    private ByteBuffer need(int bytes) {
        if (bytes < 0 || buffer.remaining() < bytes) {
            throw new IllegalStateException(
                    "the state ends at byte " + buffer.limit() + ", " + bytes + " more are needed",
                    new BufferUnderflowException());
        }
        return buffer;
    }
}
