package io.otedama.stratum.client;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.MerkleTree;
import io.otedama.chain.Sha256d;
import io.otedama.chain.ShareTarget;
import io.otedama.chain.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One received job: everything a miner needs to build headers, and what their hashes must meet. Immutable, safe on every
 * thread.
 *
 * <pre>
 *   coinbase = coinb1 | extranonce1 | extranonce2 | coinb2          (no witness bytes)
 *   root     = fold(dSHA(coinbase), merkle_branch)
 *   header   = version' | previous block | root | ntime | nbits | nonce        80 bytes
 *   version' = (version &amp; ~mask) | (versionBits &amp; mask)
 * </pre>
 *
 * <p>The extranonce and the difficulty are those in force when the job arrived; a later {@code mining.set_difficulty} or
 * {@code mining.set_extranonce} counts from the next job on. To try many nonces use a {@link WorkUnit}: the methods here
 * allocate and hash the coinbase every time.
 */
public final class StratumJob implements MinerJob {
    private final long connection;
    private final JobNotice notice;
    private final ExtranonceSpace extranonce;
    private final ShareTarget shareTarget;
    private final int versionMask;
    private final byte[] idJson;

    StratumJob(
            long connection, JobNotice notice, ExtranonceSpace extranonce, ShareTarget shareTarget, int versionMask) {
        this.connection = connection;
        this.notice = notice;
        this.extranonce = extranonce;
        this.shareTarget = shareTarget;
        this.versionMask = versionMask;
        this.idJson =
                new String(JsonStringEncoder.getInstance().quoteAsString(notice.id)).getBytes(StandardCharsets.UTF_8);
    }

    /** The same job under another mask: {@code mining.set_version_mask} takes effect at once. */
    StratumJob withVersionMask(int mask) {
        return new StratumJob(connection, notice, extranonce, shareTarget, mask);
    }

    /** Number of the connection it came over; shares for it can be submitted over that one only. */
    @Override
    public long connection() {
        return connection;
    }

    /** The server's name for this job. */
    public String id() {
        return notice.id;
    }

    /** The job id between JSON quotes, UTF-8. */
    byte[] idJson() {
        return idJson;
    }

    @Override
    public Hash256 previousBlock() {
        return notice.previousBlock;
    }

    /** Merkle nodes beside the coinbase, from the leaves up. */
    @Override
    public List<Hash256> merkleBranch() {
        return notice.merkleBranch;
    }

    /** The block version before any bit is rolled. */
    @Override
    public int version() {
        return notice.version;
    }

    /** Compact network target. */
    @Override
    public int bits() {
        return notice.bits;
    }

    /** Seconds since 1970, unsigned 32 bit, as the server proposed it. */
    @Override
    public int time() {
        return notice.time;
    }

    /** True when shares for earlier jobs are no longer wanted. */
    public boolean clean() {
        return notice.clean;
    }

    public ExtranonceSpace extranonce() {
        return extranonce;
    }

    /** Difficulty, target and worth of a share for this job. */
    public ShareTarget shareTarget() {
        return shareTarget;
    }

    @Override
    public Target target() {
        return shareTarget.target();
    }

    @Override
    public @Nullable Hash256 merkleRoot() {
        return null;
    }

    @Override
    public int extranonceSize() {
        return extranonce.extranonce2Size();
    }

    /** A hash that meets it is a block. */
    @Override
    public Target networkTarget() {
        return notice.networkTarget;
    }

    /** Bits of the version that may be rolled; 0 when version rolling was not negotiated. */
    @Override
    public int versionMask() {
        return versionMask;
    }

    /**
     * The serialised coinbase transaction without witness.
     *
     * @throws IllegalArgumentException when {@code extranonce2} has not exactly the size that the server asked for
     */
    public byte[] coinbase(byte[] extranonce2) {
        if (extranonce2.length != extranonce.extranonce2Size()) {
            throw new IllegalArgumentException(
                    "extranonce2 needs " + extranonce.extranonce2Size() + " bytes, found " + extranonce2.length);
        }
        byte[] out = coinbaseFrame();
        System.arraycopy(extranonce2, 0, out, extranonceOffset(), extranonce2.length);
        return out;
    }

    /** Root of the block's merkle tree when the coinbase carries {@code extranonce2}. */
    public Hash256 merkleRoot(byte[] extranonce2) {
        return MerkleTree.fold(Sha256d.of(coinbase(extranonce2)), notice.merkleBranch);
    }

    /**
     * The header that a submit with these values stands for.
     *
     * @param time seconds since 1970, unsigned 32 bit
     * @param versionBits the rolled bits in their place within the version; bits outside the mask are ignored
     */
    public BlockHeader header(byte[] extranonce2, int time, int nonce, int versionBits) {
        return new BlockHeader(
                rolledVersion(versionBits), notice.previousBlock, merkleRoot(extranonce2), time, notice.bits, nonce);
    }

    @Override
    public byte[] coinbaseFrame() {
        byte[] prefix = notice.coinbasePrefix;
        byte[] suffix = notice.coinbaseSuffix;
        byte[] first = extranonce.extranonce1Bytes();
        byte[] out = new byte[extranonceOffset() + extranonce.extranonce2Size() + suffix.length];
        System.arraycopy(prefix, 0, out, 0, prefix.length);
        System.arraycopy(first, 0, out, prefix.length, first.length);
        System.arraycopy(suffix, 0, out, out.length - suffix.length, suffix.length);
        return out;
    }

    @Override
    public int extranonceOffset() {
        return notice.coinbasePrefix.length + extranonce.extranonce1().length() / 2;
    }

    @Override
    public String toString() {
        return "job " + id() + " on " + previousBlock() + " at difficulty " + shareTarget.difficulty();
    }
}
