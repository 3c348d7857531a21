package io.otedama.stratum.client.sv2;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.MerkleTree;
import io.otedama.chain.Sha256d;
import io.otedama.chain.Target;
import io.otedama.stratum.client.MinerJob;
import io.otedama.stratum.client.WorkUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One active job of a channel, with the previous block, the target and the extranonce that hold for it. Immutable, safe on
 * every thread.
 *
 * <pre>
 *   extended   coinbase = coinbase_tx_prefix | extranonce_prefix | extranonce | coinbase_tx_suffix      (no witness bytes)
 *              root     = fold(dSHA(coinbase), merkle_path)
 *   standard   root     = merkle_root, or the same with an extranonce of prefix only when the job was for a group
 *   header     = version' | previous block | root | ntime | nbits | nonce
 * </pre>
 *
 * <p>To try many nonces use a {@link WorkUnit}: {@link #header} allocates and hashes the coinbase every time.
 */
public final class Sv2Job implements MinerJob {
    private final Sv2Channel channel;
    private final JobNotice notice;
    private final ChainTip tip;
    private final Target target;
    private final Target networkTarget;
    private final int versionMask;
    private final @Nullable Hash256 merkleRoot;

    /**
     * @param channel with the extranonce that held when the job arrived
     * @param target that holds when it becomes active
     * @param versionMask bits that may be rolled in this job
     * @throws IllegalArgumentException when the tip's bits are no target
     */
    Sv2Job(Sv2Channel channel, JobNotice notice, ChainTip tip, Target target, int versionMask) {
        this.channel = channel;
        this.notice = notice;
        this.tip = tip;
        this.target = target;
        this.versionMask = versionMask;
        this.networkTarget = Target.ofCompact(tip.bits());
        this.merkleRoot = channel.kind() == ChannelKind.EXTENDED ? null : fixedRoot();
    }

    private Hash256 fixedRoot() {
        Hash256 given = notice.merkleRoot();
        return given == null ? MerkleTree.fold(Sha256d.of(coinbaseFrame()), notice.merkleBranch()) : given;
    }

    @Override
    public long connection() {
        return channel.connection();
    }

    /** The channel when this job arrived; its target may be another. */
    public Sv2Channel channel() {
        return channel;
    }

    /** The server's name for this job, unsigned 32 bit; on its channel only. */
    public long id() {
        return notice.jobId();
    }

    /** True for work that the miner selected himself. */
    public boolean isCustom() {
        return notice.custom();
    }

    @Override
    public Hash256 previousBlock() {
        return tip.previousBlock();
    }

    @Override
    public int version() {
        return notice.version();
    }

    @Override
    public int versionMask() {
        return versionMask;
    }

    @Override
    public int bits() {
        return tip.bits();
    }

    /** Smallest time of a header, seconds since 1970, unsigned 32 bit. */
    @Override
    public int time() {
        return tip.minTime();
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Target networkTarget() {
        return networkTarget;
    }

    /** Null for an extended channel. */
    @Override
    public @Nullable Hash256 merkleRoot() {
        return merkleRoot;
    }

    @Override
    public int extranonceSize() {
        return channel.extranonce().extranonce2Size();
    }

    /** Merkle nodes beside the coinbase, from the leaves up; empty when the server sent a root. */
    @Override
    public List<Hash256> merkleBranch() {
        return notice.merkleBranch();
    }

    @Override
    public byte[] coinbaseFrame() {
        if (notice.merkleRoot() != null) {
            return new byte[0];
        }
        byte[] prefix = notice.coinbasePrefix();
        byte[] suffix = notice.coinbaseSuffix();
        byte[] first = channel.extranonce().extranonce1Bytes();
        byte[] out = new byte[extranonceOffset() + extranonceSize() + suffix.length];
        System.arraycopy(prefix, 0, out, 0, prefix.length);
        System.arraycopy(first, 0, out, prefix.length, first.length);
        System.arraycopy(suffix, 0, out, out.length - suffix.length, suffix.length);
        return out;
    }

    @Override
    public int extranonceOffset() {
        return notice.coinbasePrefix().length
                + channel.extranonce().extranonce1().length() / 2;
    }

    /** Coinbase without witness, up to the extranonce; a copy, empty when the server sent a root. */
    public byte[] coinbasePrefix() {
        return notice.coinbasePrefix().clone();
    }

    /** Coinbase without witness, behind the extranonce; a copy, empty when the server sent a root. */
    public byte[] coinbaseSuffix() {
        return notice.coinbaseSuffix().clone();
    }

    /**
     * The header that a submit with these values stands for.
     *
     * @param extranonce as many bytes as {@link #extranonceSize}
     * @param time seconds since 1970, unsigned 32 bit
     * @param versionBits the rolled bits in their place within the version; bits outside the mask are ignored
     * @throws IllegalArgumentException when the extranonce has another size
     */
    public BlockHeader header(byte[] extranonce, int time, int nonce, int versionBits) {
        if (extranonce.length != extranonceSize()) {
            throw new IllegalArgumentException(
                    "the extranonce needs " + extranonceSize() + " bytes, found " + extranonce.length);
        }
        return new BlockHeader(
                rolledVersion(versionBits), tip.previousBlock(), rootWith(extranonce), time, tip.bits(), nonce);
    }

    private Hash256 rootWith(byte[] extranonce) {
        Hash256 fixed = merkleRoot;
        if (fixed != null) {
            return fixed;
        }
        byte[] coinbase = coinbaseFrame();
        System.arraycopy(extranonce, 0, coinbase, extranonceOffset(), extranonce.length);
        return MerkleTree.fold(Sha256d.of(coinbase), notice.merkleBranch());
    }

    @Override
    public String toString() {
        return "job " + id() + " of channel " + channel.id() + " on " + previousBlock();
    }
}
