package io.otedama.spi;

import io.otedama.chain.Hash256;
import java.nio.ByteBuffer;

/**
 * Says what the books looked like at a sequence. Every replay that comes past it can tell whether it agrees.
 *
 * <pre>
 *   24 sequence of the books 8 | 32 digest 32 (SHA-256 of the serialised books) | 64 end
 * </pre>
 */
public final class SnapshotRecord extends RecordView {
    public static final int BYTES = 64;

    public SnapshotRecord() {}

    /**
     * @param stateSequence the last record that the books had taken
     */
    public SnapshotRecord encode(ByteBuffer bytes, long epochMillis, long stateSequence, Hash256 digest) {
        begin(bytes, RecordType.SNAPSHOT, BYTES, epochMillis);
        bytes.putLong(24, stateSequence);
        putHash(32, digest);
        return this;
    }

    public long stateSequence() {
        return buffer.getLong(offset + 24);
    }

    /** In the order of the digest's bytes. */
    public Hash256 digest() {
        return hash(32);
    }
}
