package io.otedama.pow;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Sha256d;

/** Bitcoin's double SHA-256 of the 80-byte header; the hash is the block's identity too. */
public final class Sha256dProofOfWork implements ProofOfWork {
    /** The name by which configurations ask for it. */
    public static final String NAME = "sha256d";

    /** Cheap: memory is taken by {@link #newHasher()}. */
    public Sha256dProofOfWork() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CostClass costClass() {
        return CostClass.CHEAP;
    }

    @Override
    public long shareMultiplier() {
        return 1;
    }

    @Override
    public PowHasher newHasher() {
        Sha256d sha = new Sha256d();
        return (header, headerOffset, out, outOffset) ->
                sha.hash(header, headerOffset, BlockHeader.BYTES, out, outOffset);
    }
}
