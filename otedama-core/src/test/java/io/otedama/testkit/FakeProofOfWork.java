package io.otedama.testkit;

import io.otedama.chain.Sha256d;
import io.otedama.pow.PowHasher;
import io.otedama.pow.ProofOfWork;
import java.util.Arrays;

/** An expensive algorithm for tests: slow, or one that finds a block with every hash. */
public final class FakeProofOfWork implements ProofOfWork {
    private final int rounds;

    private FakeProofOfWork(int rounds) {
        this.rounds = rounds;
    }

    /** Double SHA-256, computed that many times. */
    public static FakeProofOfWork slow(int rounds) {
        return new FakeProofOfWork(rounds);
    }

    /** Every hash is zero, and so meets every target. */
    public static FakeProofOfWork alwaysBlock() {
        return new FakeProofOfWork(0);
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public CostClass costClass() {
        return CostClass.EXPENSIVE;
    }

    @Override
    public long shareMultiplier() {
        return 1;
    }

    @Override
    public PowHasher newHasher() {
        Sha256d sha = new Sha256d();
        return (header, headerOffset, out, outOffset) -> {
            Arrays.fill(out, outOffset, outOffset + 32, (byte) 0);
            for (int i = 0; i < rounds; i++) {
                sha.hash(header, headerOffset, 80, out, outOffset);
            }
        };
    }
}
