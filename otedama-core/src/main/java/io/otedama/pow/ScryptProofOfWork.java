package io.otedama.pow;

/**
 * Litecoin's and Dogecoin's scrypt: N = 1024, r = 1, p = 1 over the 80-byte header. Only the proof of work; a block's
 * identity stays its double SHA-256. A hash takes some 0.2 to 0.4 ms and each hasher holds 128 KiB.
 */
public final class ScryptProofOfWork implements ProofOfWork {
    /** The name by which configurations ask for it. */
    public static final String NAME = "scrypt";

    /** Expected hashes are counted so that target(1) is 0000ffff00…: 2^16 times easier than Bitcoin's difficulty 1. */
    public static final long SHARE_MULTIPLIER = 65_536;

    /** Cheap: memory is taken by {@link #newHasher()}. */
    public ScryptProofOfWork() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CostClass costClass() {
        return CostClass.EXPENSIVE;
    }

    @Override
    public long shareMultiplier() {
        return SHARE_MULTIPLIER;
    }

    @Override
    public PowHasher newHasher() {
        return new ScryptHasher();
    }
}
