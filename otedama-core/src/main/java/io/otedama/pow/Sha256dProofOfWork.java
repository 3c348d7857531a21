package io.otedama.pow;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Sha256d;

/** Bitcoin's double SHA-256. */
public final class Sha256dProofOfWork implements ProofOfWork {
    public static final String NAME = "sha256d";

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
