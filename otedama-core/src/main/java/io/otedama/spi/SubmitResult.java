package io.otedama.spi;

/**
 * A node's verdict on a submitted block.
 *
 * @param reason the node's own word, empty when accepted
 */
public record SubmitResult(Outcome outcome, String reason) {
    public static final SubmitResult ACCEPTED = new SubmitResult(Outcome.ACCEPTED, "");

    public enum Outcome {
        /** In the node's chain now. */
        ACCEPTED,
        /** The node had it already and it is valid: a success. */
        DUPLICATE,
        /** Stored, not (yet) in the best chain: the tracker finds out. */
        INCONCLUSIVE,
        /** Refused; submitting it again to this node is pointless. */
        REJECTED
    }

    /** True when the node holds the block as valid. */
    public boolean isSuccess() {
        return outcome == Outcome.ACCEPTED || outcome == Outcome.DUPLICATE;
    }
}
