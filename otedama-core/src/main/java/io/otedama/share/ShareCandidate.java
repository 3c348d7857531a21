package io.otedama.share;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.job.Job;
import io.otedama.job.Solution;
import io.otedama.spi.JobVariant;
import org.jspecify.annotations.Nullable;

/**
 * A share on its way: what the miner claims, what it is judged by, and what came out. Mutable and reused; owned by one
 * thread at a time (an ingress lane's scratch, a ring slot).
 */
public final class ShareCandidate {
    public @Nullable Job job;
    public @Nullable JobVariant variant;

    /** What the share must meet and is worth; null when the session never had this job. */
    public @Nullable ShareTarget target;

    public int workerId;
    public long extranonce1;
    public int extranonce1Size;
    /** The last 8 bytes, or all when there are fewer. */
    public long extranonce2;

    /** What stands before them, at most 8 bytes. */
    public long extranonce2High;

    public int extranonce2Size;
    public int ntime;
    public int nonce;
    public int versionBits;
    public int versionMask;
    public boolean hasVersionBits;

    /** A reason to refuse that was known before hashing; the hash is computed all the same: it may be a block. */
    public @Nullable ShareVerdict refusal;

    /** Result: the header's double SHA-256, the key of the duplicate filter. Internal order. */
    public final byte[] headerHash = new byte[Hash256.BYTES];

    /** Result: the hash meets the network target. */
    public boolean isBlock;

    /** Scratch of the validator: the 80 header bytes. */
    final byte[] header = new byte[BlockHeader.BYTES];

    public ShareCandidate() {}

    /** What the share is about; a reference that is held already is not written again. */
    @SuppressWarnings("ReferenceEquality") // only spares a write
    public void use(@Nullable Job newJob, @Nullable JobVariant newVariant, @Nullable ShareTarget newTarget) {
        if (job != newJob) {
            job = newJob;
        }
        if (variant != newVariant) {
            variant = newVariant;
        }
        if (target != newTarget) {
            target = newTarget;
        }
    }

    /** Takes over claim and result; the header scratch stays behind. */
    public void copyFrom(ShareCandidate other) {
        copyFrom(other, true);
    }

    /**
     * @param toBeValidated false when the hash is known: the variant, which nobody asks for afterwards, stays behind too
     */
    public void copyFrom(ShareCandidate other, boolean toBeValidated) {
        use(other.job, toBeValidated ? other.variant : null, other.target);
        workerId = other.workerId;
        extranonce1 = other.extranonce1;
        extranonce1Size = other.extranonce1Size;
        extranonce2 = other.extranonce2;
        extranonce2High = other.extranonce2High;
        extranonce2Size = other.extranonce2Size;
        ntime = other.ntime;
        nonce = other.nonce;
        versionBits = other.versionBits;
        versionMask = other.versionMask;
        hasVersionBits = other.hasVersionBits;
        if (refusal != other.refusal) {
            refusal = other.refusal;
        }
        isBlock = other.isBlock;
        System.arraycopy(other.headerHash, 0, headerHash, 0, Hash256.BYTES);
    }

    /** Lets go of what is large, so that a slot keeps no dead job alive. */
    public void clear() {
        job = null;
        variant = null;
        refusal = null;
    }

    /** The block this share solves. Only after validation, on the validating thread, when {@link #isBlock}. Allocates. */
    public Solution toSolution() {
        Job solved = job;
        JobVariant paid = variant;
        if (solved == null || paid == null || !isBlock) {
            throw new IllegalStateException("not a solved candidate");
        }
        byte[] prefix = paid.coinbasePrefix();
        byte[] suffix = paid.coinbaseSuffix();
        int extranonceSize = extranonce1Size + extranonce2Size;
        byte[] coinbase = new byte[prefix.length + extranonceSize + suffix.length];
        System.arraycopy(prefix, 0, coinbase, 0, prefix.length);
        writeExtranonce(coinbase, prefix.length);
        System.arraycopy(suffix, 0, coinbase, prefix.length + extranonceSize, suffix.length);
        return new Solution(solved, paid, Hash256.ofInternal(headerHash), header.clone(), coinbase, workerId);
    }

    /** Writes extranonce1 and extranonce2, big-endian each; returns their size. */
    int writeExtranonce(byte[] out, int offset) {
        writeBigEndian(out, offset, extranonce1, extranonce1Size);
        int high = Math.max(0, extranonce2Size - Long.BYTES);
        writeBigEndian(out, offset + extranonce1Size, extranonce2High, high);
        writeBigEndian(out, offset + extranonce1Size + high, extranonce2, extranonce2Size - high);
        return extranonce1Size + extranonce2Size;
    }

    private static void writeBigEndian(byte[] out, int offset, long value, int size) {
        for (int i = 0; i < size; i++) {
            out[offset + i] = (byte) (value >>> (8 * (size - 1 - i)));
        }
    }
}
