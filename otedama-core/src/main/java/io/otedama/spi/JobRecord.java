package io.otedama.spi;

import io.otedama.chain.Hash256;
import io.otedama.chain.Work;
import java.nio.ByteBuffer;

/**
 * A job with its targets, before any share on it.
 *
 * <pre>
 *   24 job number 8 | 32 previous block 32 | 64 height 4 | 68 bits 4 | 72 network work 16 (hi, lo)
 *   88 coinbase value 8 | 96 split id 8 | 104 end
 * </pre>
 */
public final class JobRecord extends RecordView {
    public static final int BYTES = 104;

    public JobRecord() {}

    /** Writes everything but the network work, which is derived from {@code bits}. */
    public JobRecord encode(ByteBuffer bytes, long epochMillis, MiningJob job, long coinbaseValue, long splitId) {
        begin(bytes, RecordType.JOB, BYTES, epochMillis);
        Work work = Work.of(job.networkTarget());
        bytes.putLong(24, job.number());
        bytes.put(32, job.previousBlock().toBytes());
        bytes.putInt(64, job.height()).putInt(68, job.bits());
        bytes.putLong(72, work.hi()).putLong(80, work.lo());
        bytes.putLong(88, coinbaseValue).putLong(96, splitId);
        return this;
    }

    public long jobNumber() {
        return buffer.getLong(offset + 24);
    }

    public Hash256 previousBlock() {
        byte[] hash = new byte[Hash256.BYTES];
        buffer.get(offset + 32, hash);
        return Hash256.ofInternal(hash);
    }

    public int height() {
        return buffer.getInt(offset + 64);
    }

    public int bits() {
        return buffer.getInt(offset + 68);
    }

    /** Work that a block of this job takes on average. */
    public Work networkWork() {
        return new Work(buffer.getLong(offset + 72), buffer.getLong(offset + 80));
    }

    /** Base units. */
    public long coinbaseValue() {
        return buffer.getLong(offset + 88);
    }

    public long splitId() {
        return buffer.getLong(offset + 96);
    }
}
