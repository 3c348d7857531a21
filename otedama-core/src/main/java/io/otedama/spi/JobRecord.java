package io.otedama.spi;

import io.otedama.chain.Hash256;
import io.otedama.chain.Work;
import java.nio.ByteBuffer;

/**
 * A job with its targets, before any share on it.
 *
 * <pre>
 *   24 job number 8 | 32 previous block 32 | 64 height 4 | 68 bits 4 | 72 network work 16 (hi, lo)
 *   88 coinbase value 8 | 96 split id 8 | 104 subsidy 8 | 112 end
 * </pre>
 */
public final class JobRecord extends RecordView {
    public static final int BYTES = 112;

    public JobRecord() {}

    /**
     * The network work is derived from {@code bits}.
     *
     * @param coinbaseValue subsidy and fees, base units
     * @param subsidy what the block creates, base units
     * @param splitId of the standard variant; 0 when the pool's output takes all
     */
    public JobRecord encode(
            ByteBuffer bytes, long epochMillis, MiningJob job, long coinbaseValue, long subsidy, long splitId) {
        begin(bytes, RecordType.JOB, BYTES, epochMillis);
        Work work = Work.of(job.networkTarget());
        bytes.putLong(24, job.number());
        putHash(32, job.previousBlock());
        bytes.putInt(64, job.height()).putInt(68, job.bits());
        bytes.putLong(72, work.hi()).putLong(80, work.lo());
        bytes.putLong(88, coinbaseValue).putLong(96, splitId).putLong(104, subsidy);
        return this;
    }

    public long jobNumber() {
        return buffer.getLong(offset + 24);
    }

    public Hash256 previousBlock() {
        return hash(32);
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

    /** What the block creates, without fees; base units. */
    public long subsidy() {
        return buffer.getLong(offset + 104);
    }

    public long splitId() {
        return buffer.getLong(offset + 96);
    }
}
