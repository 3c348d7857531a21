package io.otedama.node.regtest;

/** A block or transaction breaks a rule; the message is Bitcoin Core's word for it. */
final class RejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean mutated;

    private RejectedException(String reason, boolean mutated) {
        super(reason, null, false, false);
        this.mutated = mutated;
    }

    /** The block with this hash can never be valid. */
    static RejectedException invalid(String reason) {
        return new RejectedException(reason, false);
    }

    /** These bytes are wrong, but other bytes with the same block hash may be right: the hash is not condemned. */
    static RejectedException mutated(String reason) {
        return new RejectedException(reason, true);
    }

    boolean isMutated() {
        return mutated;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
