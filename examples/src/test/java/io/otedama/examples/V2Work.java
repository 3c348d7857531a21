package io.otedama.examples;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.MerkleTree;
import io.otedama.chain.Sha256d;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a Stratum V2 job is, as far as it is known yet. */
final class V2Work {
    long id;
    long version;

    @Nullable
    Hash256 root;

    byte[] coinbasePrefix = {};
    byte[] coinbaseSuffix = {};
    List<Hash256> path = List.of();
    Hash256 previous = Hash256.ZERO;
    long time;
    int bits;

    /**
     * The header with nonce 0.
     *
     * @param prefix of the extranonce, as the channel has it
     */
    byte[] header(byte[] prefix, byte[] extranonce) {
        Hash256 folded = root;
        if (folded == null) {
            ByteArrayOutputStream coinbase = new ByteArrayOutputStream();
            coinbase.writeBytes(coinbasePrefix);
            coinbase.writeBytes(prefix);
            coinbase.writeBytes(extranonce);
            coinbase.writeBytes(coinbaseSuffix);
            folded = MerkleTree.fold(Sha256d.of(coinbase.toByteArray()), path);
        }
        return new BlockHeader((int) version, previous, folded, (int) time, bits, 0).toBytes();
    }
}
