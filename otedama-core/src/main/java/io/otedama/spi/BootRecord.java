package io.otedama.spi;

import io.otedama.chain.Hash256;
import java.nio.ByteBuffer;

/**
 * A start of the pool. Its number is greater than every earlier one and is part of every coinbase of that start, so that
 * no two starts issue the same work.
 *
 * <pre>
 *   24 boot number 8 | 32 genesis 32 | 64 name length 2 | 66 pool name (ASCII, at most 63) | end
 * </pre>
 */
public final class BootRecord extends RecordView {
    /** Longest name of a pool. */
    public static final int MAX_NAME_CHARS = 63;

    private static final int NAME_OFFSET = 66;

    public BootRecord() {}

    public BootRecord encode(ByteBuffer bytes, long epochMillis, long bootNumber, Hash256 genesis, String poolName) {
        begin(bytes, RecordType.BOOT, NAME_OFFSET + poolName.length(), epochMillis);
        bytes.putLong(24, bootNumber);
        putHash(32, genesis);
        putText(64, poolName);
        return this;
    }

    public long bootNumber() {
        return buffer.getLong(offset + 24);
    }

    public Hash256 genesis() {
        return hash(32);
    }

    public String poolName() {
        return text(64);
    }
}
