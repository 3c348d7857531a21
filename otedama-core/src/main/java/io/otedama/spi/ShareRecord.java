package io.otedama.spi;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.chain.Work;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * A credited share. Encoding allocates nothing when the difficulty's parts are given.
 *
 * <pre>
 *   24 job number 8 | 32 worker id 4 | 36 flags 4 | 40 header hash 32 (internal order)
 *   72 work 16 (hi, lo) | 88 difficulty, unscaled 8 | 96 difficulty, scale 4 | 100 bits of the job 4 | 104 end
 * </pre>
 */
public final class ShareRecord extends RecordView {
    public static final int BYTES = 104;

    /** Flag: the share was also a block. */
    public static final int FLAG_BLOCK = 1;

    public ShareRecord() {}

    public ShareRecord encode(
            ByteBuffer bytes,
            long epochMillis,
            long jobNumber,
            int workerId,
            int flags,
            byte[] headerHash,
            ShareTarget target,
            int bits) {
        begin(bytes, RecordType.SHARE, BYTES, epochMillis);
        bytes.putLong(24, jobNumber);
        bytes.putInt(32, workerId).putInt(36, flags);
        bytes.put(40, headerHash, 0, Hash256.BYTES);
        bytes.putLong(72, target.work().hi()).putLong(80, target.work().lo());
        bytes.putLong(88, target.difficulty().unscaled());
        bytes.putInt(96, target.difficulty().scale()).putInt(100, bits);
        return this;
    }

    public long jobNumber() {
        return buffer.getLong(offset + 24);
    }

    public int workerId() {
        return buffer.getInt(offset + 32);
    }

    public int flags() {
        return buffer.getInt(offset + 36);
    }

    /** Compact network target of the job: a share stands for itself, whatever became of its job's record. */
    public int bits() {
        return buffer.getInt(offset + 100);
    }

    public boolean isBlock() {
        return (flags() & FLAG_BLOCK) != 0;
    }

    /** Copies the 32 bytes of the header hash, internal order. */
    public void headerHash(byte[] target) {
        buffer.get(offset + 40, target, 0, Hash256.BYTES);
    }

    public long workHi() {
        return buffer.getLong(offset + 72);
    }

    public long workLo() {
        return buffer.getLong(offset + 80);
    }

    public Work work() {
        return new Work(workHi(), workLo());
    }

    public Difficulty difficulty() {
        BigInteger unscaled = BigInteger.valueOf(buffer.getLong(offset + 88));
        return Difficulty.of(new BigDecimal(unscaled, buffer.getInt(offset + 96)));
    }
}
