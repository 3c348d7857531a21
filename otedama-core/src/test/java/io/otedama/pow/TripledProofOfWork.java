package io.otedama.pow;

/** What a third party might offer through {@link java.util.ServiceLoader}; for tests. */
public final class TripledProofOfWork implements ProofOfWork {
    private final String name;

    public TripledProofOfWork() {
        this("tripled");
    }

    TripledProofOfWork(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CostClass costClass() {
        return CostClass.CHEAP;
    }

    @Override
    public long shareMultiplier() {
        return 3;
    }

    @Override
    public PowHasher newHasher() {
        return (header, headerOffset, out, outOffset) -> out[outOffset] = 3;
    }
}
