package io.otedama.bench.sv2;

import io.otedama.bench.miner.HeaderSearch;
import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Sha256d;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The header of a job of Stratum V2; of an extended channel with its coinbase and path. */
final class Sv2Search implements HeaderSearch {
    private static final int VERSION_OFFSET = 0;

    private final Sha256d sha = new Sha256d();
    private final byte[] header = new byte[BlockHeader.BYTES];
    private final ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] pair = new byte[2 * Hash256.BYTES];
    private final byte[] coinbase;
    private final int extranonceAt;
    private final int extranonceBytes;
    private final byte[] path;

    private Sv2Search(Sv2Job job, byte[] coinbase, int extranonceAt, int extranonceBytes, byte[] path) {
        this.coinbase = coinbase;
        this.extranonceAt = extranonceAt;
        this.extranonceBytes = extranonceBytes;
        this.path = path;
        fields.putInt(VERSION_OFFSET, job.version());
        job.previousBlock().writeTo(header, BlockHeader.PREVIOUS_OFFSET);
        fields.putInt(BlockHeader.TIME_OFFSET, job.time());
        fields.putInt(BlockHeader.BITS_OFFSET, job.bits());
    }

    /** Of a standard channel: the root is the job's. */
    static Sv2Search ofRoot(Sv2Job job, byte[] merkleRoot) {
        Sv2Search search = new Sv2Search(job, new byte[0], 0, 0, new byte[0]);
        System.arraycopy(merkleRoot, 0, search.header, BlockHeader.MERKLE_OFFSET, Hash256.BYTES);
        return search;
    }

    /**
     * Of an extended channel.
     *
     * @param coinbase with room for the extranonce
     * @param path hashes beside the coinbase, one behind the other
     */
    static Sv2Search ofCoinbase(Sv2Job job, byte[] coinbase, int extranonceAt, int extranonceBytes, byte[] path) {
        Sv2Search search = new Sv2Search(job, coinbase, extranonceAt, extranonceBytes, path);
        search.extranonce(0);
        return search;
    }

    @Override
    public void extranonce(long counter) {
        if (coinbase.length == 0) {
            return;
        }
        for (int i = 0; i < extranonceBytes; i++) {
            int fromRight = extranonceBytes - 1 - i;
            coinbase[extranonceAt + i] = fromRight < Long.BYTES ? (byte) (counter >>> (8 * fromRight)) : 0;
        }
        sha.hash(coinbase, 0, coinbase.length, pair, 0);
        for (int at = 0; at < path.length; at += Hash256.BYTES) {
            System.arraycopy(path, at, pair, Hash256.BYTES, Hash256.BYTES);
            sha.hash(pair, 0, pair.length, pair, 0);
        }
        System.arraycopy(pair, 0, header, BlockHeader.MERKLE_OFFSET, Hash256.BYTES);
    }

    @Override
    public void nonce(int nonce) {
        fields.putInt(BlockHeader.NONCE_OFFSET, nonce);
    }

    @Override
    public byte[] header() {
        return header;
    }
}
