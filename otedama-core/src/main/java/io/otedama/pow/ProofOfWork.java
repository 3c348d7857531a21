package io.otedama.pow;

/**
 * A proof-of-work algorithm over the 80-byte header. Implementations are immutable and have a public no-argument
 * constructor when they are offered through {@link java.util.ServiceLoader}.
 */
public interface ProofOfWork {
    /** Lower-case name by which configurations ask for it, for example {@code sha256d}. */
    String name();

    /** How dear one hash is; decides on which thread shares are validated. */
    CostClass costClass();

    /** M in target(d) = floor(D1 * M / d): 1 for sha256d, 65536 for scrypt. A coin may override it. */
    long shareMultiplier();

    /** A hasher for one thread. May allocate its scratch memory; never called on the share path. */
    PowHasher newHasher();

    /** Where validation happens. */
    enum CostClass {
        /** A few microseconds: on the event loop that decoded the share; a hand-over would cost more. */
        CHEAP,
        /** More than that: in the pipeline's parallel Validate stage. */
        EXPENSIVE
    }
}
