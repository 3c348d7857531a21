package io.otedama.examples;

import io.otedama.pow.PowHasher;
import io.otedama.pow.ProofOfWork;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An algorithm that can be told to find nothing any more, at once and without waiting. Any thread. */
final class MiningGate implements ProofOfWork {
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int HASH_BYTES = 32;

    private final ProofOfWork algorithm;
    private volatile boolean closed;

    MiningGate(ProofOfWork algorithm) {
        this.algorithm = algorithm;
    }

    /** From now on every hash is the greatest there is, which meets no target. */
    void close() {
        closed = true;
    }

    @Override
    public String name() {
        return algorithm.name();
    }

    @Override
    public CostClass costClass() {
        return algorithm.costClass();
    }

    @Override
    public long shareMultiplier() {
        return algorithm.shareMultiplier();
    }

    @Override
    public PowHasher newHasher() {
        PowHasher hasher = algorithm.newHasher();
        return (header, headerOffset, out, outOffset) -> {
            if (closed) {
                LockSupport.parkNanos(IDLE_NS);
                Arrays.fill(out, outOffset, outOffset + HASH_BYTES, (byte) 0xff);
            } else {
                hasher.hash(header, headerOffset, out, outOffset);
            }
        };
    }
}
