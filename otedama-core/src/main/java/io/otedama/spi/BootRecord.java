package io.otedama.spi;

import io.otedama.chain.Hash256;
import java.nio.ByteBuffer;

/**
 * A start of the pool. Its number is greater than every earlier one and is part of every coinbase of that start, so that
 * no two starts issue the same work.
 *
 * <pre>
 *   24 boot number 8 | 32 genesis 32 | 64 end
 * </pre>
 */
public final class BootRecord extends RecordView {
    public static final int BYTES = 64;

    public BootRecord() {}

    public BootRecord encode(ByteBuffer bytes, long epochMillis, long bootNumber, Hash256 genesis) {
        begin(bytes, RecordType.BOOT, BYTES, epochMillis);
        bytes.putLong(24, bootNumber);
        bytes.put(32, genesis.toBytes());
        return this;
    }

    public long bootNumber() {
        return buffer.getLong(offset + 24);
    }

    public Hash256 genesis() {
        byte[] hash = new byte[Hash256.BYTES];
        buffer.get(offset + 32, hash);
        return Hash256.ofInternal(hash);
    }
}
