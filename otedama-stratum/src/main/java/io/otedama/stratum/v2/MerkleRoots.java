package io.otedama.stratum.v2;

import io.otedama.chain.Hash256;
import io.otedama.chain.Sha256d;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MiningJob;
import java.util.List;

/** Computes what a standard channel is given in place of a coinbase. Event loop only. */
final class MerkleRoots {
    private final Sha256d sha = new Sha256d();
    private final byte[] pair = new byte[2 * Hash256.BYTES];
    private byte[] coinbase = new byte[1024];

    /**
     * The merkle root of the block that this extranonce makes: double SHA-256 of the coinbase, then of it and each sibling.
     *
     * @param extranonce the whole of it
     */
    Hash256 of(MiningJob job, JobVariant variant, byte[] extranonce) {
        byte[] prefix = variant.coinbasePrefix();
        byte[] suffix = variant.coinbaseSuffix();
        int size = prefix.length + extranonce.length + suffix.length;
        if (coinbase.length < size) {
            coinbase = new byte[size];
        }
        System.arraycopy(prefix, 0, coinbase, 0, prefix.length);
        System.arraycopy(extranonce, 0, coinbase, prefix.length, extranonce.length);
        System.arraycopy(suffix, 0, coinbase, prefix.length + extranonce.length, suffix.length);
        sha.hash(coinbase, 0, size, pair, 0);
        List<Hash256> branch = job.merkleBranch();
        for (int i = 0; i < branch.size(); i++) {
            branch.get(i).writeTo(pair, Hash256.BYTES);
            sha.hash(pair, 0, pair.length, pair, 0);
        }
        return Hash256.ofInternal(pair, 0);
    }
}
