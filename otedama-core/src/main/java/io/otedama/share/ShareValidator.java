package io.otedama.share;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Sha256d;
import io.otedama.chain.ShareTarget;
import io.otedama.job.Job;
import io.otedama.pow.PowHasher;
import io.otedama.pow.ProofOfWork;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.spi.JobVariant;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The check of a share. One instance per thread; allocates only when coinbases change their size.
 *
 * <pre>
 *   dSHA( prefix ‖ extranonce1 ‖ extranonce2 ‖ suffix ) = coinbase txid
 *   acc = dSHA( acc ‖ branch[i] ) …                      = merkle root
 *   version ‖ prev ‖ root ‖ ntime ‖ bits ‖ nonce         = header -> proof-of-work hash
 * </pre>
 *
 * <p>The hash is computed first and compared with the network target before anything may refuse the share: a late or
 * doubtful share can still be a block. Only then the reasons to refuse are looked at.
 */
public final class ShareValidator {
    private static final VarHandle INT_LE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final Sha256d sha = new Sha256d();
    private final PowHasher hasher;
    private final boolean powIsHeaderHash;
    private final byte[] fold = new byte[2 * Hash256.BYTES];
    private final byte[] powHash = new byte[Hash256.BYTES];
    private @Nullable JobVariant laidOut;
    private byte[] coinbase = new byte[0];
    private int extranonceOffset;

    public ShareValidator(ProofOfWork algorithm) {
        this.hasher = algorithm.newHasher();
        this.powIsHeaderHash = algorithm.name().equals(Sha256dProofOfWork.NAME);
    }

    /**
     * Fills in {@code headerHash} and {@code isBlock}.
     *
     * @param c a candidate with job and variant
     * @param nowSeconds wall clock, seconds since 1970
     * @return {@link ShareVerdict#ACCEPTED} or the reason to refuse
     */
    public ShareVerdict validate(ShareCandidate c, long nowSeconds) {
        Job job = c.job;
        JobVariant variant = c.variant;
        if (job == null || variant == null) {
            throw new IllegalStateException("candidate without a job");
        }
        buildHeader(c, job, variant);
        sha.hash(c.header, 0, BlockHeader.BYTES, c.headerHash, 0);
        byte[] hash = c.headerHash;
        if (!powIsHeaderHash) {
            hasher.hash(c.header, 0, powHash, 0);
            hash = powHash;
        }
        c.isBlock = job.networkTarget().isMetBy(hash, 0);
        return judge(c, job, hash, nowSeconds);
    }

    private static ShareVerdict judge(ShareCandidate c, Job job, byte[] hash, long nowSeconds) {
        if (c.refusal != null) {
            return c.refusal;
        }
        if (c.hasVersionBits && (c.versionBits & ~c.versionMask) != 0) {
            return ShareVerdict.BAD_VERSION_BITS;
        }
        long time = c.ntime & 0xffffffffL;
        if (time < job.minTime()) {
            return ShareVerdict.TIME_TOO_OLD;
        }
        if (time > Math.min(job.curTime(), nowSeconds) + Job.MAX_FUTURE_SECONDS) {
            return ShareVerdict.TIME_TOO_NEW;
        }
        ShareTarget target = c.target;
        if (target == null) {
            return ShareVerdict.JOB_NOT_FOUND;
        }
        return target.target().isMetBy(hash, 0) ? ShareVerdict.ACCEPTED : ShareVerdict.LOW_DIFFICULTY;
    }

    private void buildHeader(ShareCandidate c, Job job, JobVariant variant) {
        layOut(variant, c.extranonce1Size + c.extranonce2Size);
        c.writeExtranonce(coinbase, extranonceOffset);
        sha.hash(coinbase, 0, coinbase.length, fold, 0);
        byte[] branch = job.flatBranch();
        for (int i = 0; i < branch.length; i += Hash256.BYTES) {
            System.arraycopy(branch, i, fold, Hash256.BYTES, Hash256.BYTES);
            sha.hash(fold, 0, fold.length, fold, 0);
        }
        byte[] header = c.header;
        INT_LE.set(header, 0, version(c, job));
        job.previousBlock().writeTo(header, BlockHeader.PREVIOUS_OFFSET);
        System.arraycopy(fold, 0, header, BlockHeader.MERKLE_OFFSET, Hash256.BYTES);
        INT_LE.set(header, BlockHeader.TIME_OFFSET, c.ntime);
        INT_LE.set(header, BlockHeader.BITS_OFFSET, job.bits());
        INT_LE.set(header, BlockHeader.NONCE_OFFSET, c.nonce);
    }

    /** Puts the coinbase in one piece, which is hashed faster than three; most shares in a row are for the same one. */
    private void layOut(JobVariant variant, int extranonceSize) {
        byte[] prefix = variant.coinbasePrefix();
        byte[] suffix = variant.coinbaseSuffix();
        int size = prefix.length + extranonceSize + suffix.length;
        if (variant.equals(laidOut) && coinbase.length == size) {
            return;
        }
        if (coinbase.length != size) {
            coinbase = new byte[size];
        }
        System.arraycopy(prefix, 0, coinbase, 0, prefix.length);
        System.arraycopy(suffix, 0, coinbase, prefix.length + extranonceSize, suffix.length);
        extranonceOffset = prefix.length;
        laidOut = variant;
    }

    /** BIP 310: the rolled bits replace the job's inside the mask, nothing else. */
    private static int version(ShareCandidate c, Job job) {
        return c.hasVersionBits ? (job.version() & ~c.versionMask) | (c.versionBits & c.versionMask) : job.version();
    }
}
