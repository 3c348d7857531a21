package io.otedama.spi;

import io.otedama.chain.Hash256;
import java.nio.ByteBuffer;

/**
 * What became of a block that the pool found. One record per change of status; blocks are unique by hash.
 *
 * <pre>
 *   24 status 1 | 25 reserved 3 | 28 height 4 | 32 block hash 32 | 64 job number 8 | 72 worker id 4
 *   76 confirmations 4 | 80 coinbase value 8 | 88 split id 8 | 96 end
 * </pre>
 */
public final class BlockRecord extends RecordView {
    public static final int BYTES = 96;

    /** The life of a block. Codes are stored and never change. */
    public enum Status {
        /** A share met the network target; submission is under way. */
        FOUND(1),
        /** In the best chain. */
        IN_CHAIN(2),
        /** Deep enough that its coinbase can be spent. */
        MATURE(3),
        /** Not in the best chain, or refused by every node. */
        ORPHANED(4);

        private final int code;

        Status(int code) {
            this.code = code;
        }

        private static Status of(int code) {
            return switch (code) {
                case 1 -> FOUND;
                case 2 -> IN_CHAIN;
                case 3 -> MATURE;
                case 4 -> ORPHANED;
                default -> throw new IllegalArgumentException("unknown block status " + code);
            };
        }
    }

    public BlockRecord() {}

    public BlockRecord encode(
            ByteBuffer bytes,
            long epochMillis,
            Status status,
            int height,
            Hash256 hash,
            long jobNumber,
            int workerId,
            int confirmations,
            long coinbaseValue,
            long splitId) {
        begin(bytes, RecordType.BLOCK, BYTES, epochMillis);
        bytes.put(24, (byte) status.code);
        bytes.putInt(28, height);
        putHash(32, hash);
        bytes.putLong(64, jobNumber);
        bytes.putInt(72, workerId).putInt(76, confirmations);
        bytes.putLong(80, coinbaseValue).putLong(88, splitId);
        return this;
    }

    public Status status() {
        return Status.of(buffer.get(offset + 24));
    }

    public int height() {
        return buffer.getInt(offset + 28);
    }

    public Hash256 hash() {
        return hash(32);
    }

    public long jobNumber() {
        return buffer.getLong(offset + 64);
    }

    public int workerId() {
        return buffer.getInt(offset + 72);
    }

    public int confirmations() {
        return buffer.getInt(offset + 76);
    }

    /** Base units. */
    public long coinbaseValue() {
        return buffer.getLong(offset + 80);
    }

    /** Whom its coinbase pays: number of a {@link SplitRecord}, or a constant of {@link CoinbaseSplitSource}. */
    public long splitId() {
        return buffer.getLong(offset + 88);
    }
}
