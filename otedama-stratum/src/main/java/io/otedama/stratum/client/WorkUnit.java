package io.otedama.stratum.client;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Sha256d;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * One thread's working copy of a {@link MinerJob}: the 80 header bytes, ready to be hashed, in which single fields are
 * changed in place. Allocates when a job is loaded and never while rolling. Not thread-safe.
 *
 * <pre>
 *   load(job)  extranonce2 := 0, time := the job's, versionBits := 0, nonce := 0
 *   extranonce2(n)   what the miner chooses of the extranonce: hashes the coinbase and folds the branch: the only dear change
 *   versionBits, time, nonce   four bytes each
 * </pre>
 */
public final class WorkUnit {
    private final Sha256d sha = new Sha256d();
    private final byte[] header = new byte[BlockHeader.BYTES];
    private final ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] pair = new byte[2 * Hash256.BYTES];
    private MinerJob job;
    private byte[] coinbase = new byte[0];
    private byte[] extranonce2 = new byte[0];
    private int versionBits;

    public WorkUnit(MinerJob job) {
        this.job = job;
        load(job);
    }

    /** Starts on another job; every field goes back to the job's own value or to zero. */
    public void load(MinerJob next) {
        job = next;
        coinbase = next.coinbaseFrame();
        extranonce2 = new byte[next.extranonceSize()];
        next.previousBlock().writeTo(header, BlockHeader.PREVIOUS_OFFSET);
        fields.putInt(BlockHeader.BITS_OFFSET, next.bits());
        time(next.time());
        versionBits(0);
        nonce(0);
        updateRoot();
    }

    /** Sets extranonce2 to the low bytes of {@code counter}, most significant first, zeros before them. */
    public void extranonce2(long counter) {
        for (int i = 0; i < extranonce2.length; i++) {
            int fromRight = extranonce2.length - 1 - i;
            extranonce2[i] = fromRight < 8 ? (byte) (counter >>> (8 * fromRight)) : 0;
        }
        updateRoot();
    }

    /** Sets the rolled bits, in their place within the version; bits outside the job's mask are dropped. */
    public void versionBits(int bits) {
        versionBits = bits & job.versionMask();
        fields.putInt(0, job.rolledVersion(versionBits));
    }

    /** Sets the header's time: seconds since 1970, unsigned 32 bit. */
    public void time(int seconds) {
        fields.putInt(BlockHeader.TIME_OFFSET, seconds);
    }

    public void nonce(int nonce) {
        fields.putInt(BlockHeader.NONCE_OFFSET, nonce);
    }

    public MinerJob job() {
        return job;
    }

    public int versionBits() {
        return versionBits;
    }

    public int time() {
        return fields.getInt(BlockHeader.TIME_OFFSET);
    }

    public int nonce() {
        return fields.getInt(BlockHeader.NONCE_OFFSET);
    }

    /** The live extranonce2 bytes, not a copy; read only. */
    public byte[] extranonce2() {
        return extranonce2;
    }

    /** The live 80 header bytes, not a copy; read only. */
    public byte[] header() {
        return header;
    }

    private void updateRoot() {
        Hash256 fixed = job.merkleRoot();
        if (fixed != null) {
            fixed.writeTo(header, BlockHeader.MERKLE_OFFSET);
            return;
        }
        System.arraycopy(extranonce2, 0, coinbase, job.extranonceOffset(), extranonce2.length);
        sha.hash(coinbase, 0, coinbase.length, pair, 0);
        List<Hash256> branch = job.merkleBranch();
        for (int i = 0; i < branch.size(); i++) {
            branch.get(i).writeTo(pair, Hash256.BYTES);
            sha.hash(pair, 0, pair.length, pair, 0);
        }
        System.arraycopy(pair, 0, header, BlockHeader.MERKLE_OFFSET, Hash256.BYTES);
    }
}
