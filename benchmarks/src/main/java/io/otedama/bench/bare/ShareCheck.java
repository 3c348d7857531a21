package io.otedama.bench.bare;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Sha256d;
import io.otedama.chain.Target;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The hashing of a share for the current job of one event loop: coinbase, branch, header. Allocates nothing per share.
 * Event loop only.
 */
final class ShareCheck {
    private static final VarHandle INT_LE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_BE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final Target target;
    private final Sha256d sha = new Sha256d();
    private final byte[] fold = new byte[2 * Hash256.BYTES];
    private final byte[] hash = new byte[Hash256.BYTES];
    private int job;
    private int version;
    private byte[] coinbase;
    private byte[] branch;
    private byte[] header;

    ShareCheck(Target target, BareJob first) {
        this.target = target;
        this.coinbase = first.newCoinbase();
        this.branch = first.sharedBranch();
        this.header = first.newHeader();
        work(first);
    }

    /** Shares count for this job from now on. */
    void work(BareJob next) {
        job = next.number();
        version = next.version();
        coinbase = next.newCoinbase();
        branch = next.sharedBranch();
        header = next.newHeader();
    }

    int job() {
        return job;
    }

    /** The coinbase that is hashed next; extranonce2 is written into it directly. */
    byte[] coinbase() {
        return coinbase;
    }

    /**
     * @param versionBits rolled bits in their place; 0 bits of {@code versionMask} outside are kept from the job
     * @return whether the hash meets the target; extranonce2 must stand in {@link #coinbase} already
     */
    boolean isGood(int extranonce1, int time, int nonce, int versionMask, int versionBits) {
        INT_BE.set(coinbase, BareJob.PREFIX_BYTES, extranonce1);
        sha.hash(coinbase, 0, coinbase.length, fold, 0);
        byte[] nodes = branch;
        for (int i = 0; i < nodes.length; i += Hash256.BYTES) {
            System.arraycopy(nodes, i, fold, Hash256.BYTES, Hash256.BYTES);
            sha.hash(fold, 0, fold.length, fold, 0);
        }
        INT_LE.set(header, 0, (version & ~versionMask) | (versionBits & versionMask));
        System.arraycopy(fold, 0, header, BlockHeader.MERKLE_OFFSET, Hash256.BYTES);
        INT_LE.set(header, BlockHeader.TIME_OFFSET, time);
        INT_LE.set(header, BlockHeader.NONCE_OFFSET, nonce);
        sha.hash(header, 0, header.length, hash, 0);
        return target.isMetBy(hash, 0);
    }
}
