package io.otedama.spi;

/**
 * What became of a {@link Wallet#broadcast}.
 *
 * @param reason the node's own words, or what it conflicts with; empty after success
 */
public record BroadcastResult(Outcome outcome, String reason) {
    public static final BroadcastResult ACCEPTED = new BroadcastResult(Outcome.ACCEPTED, "");
    public static final BroadcastResult KNOWN = new BroadcastResult(Outcome.KNOWN, "");

    public enum Outcome {
        /** It waits in the node's memory pool now; perhaps it did before. */
        ACCEPTED,
        /** It was there already, waiting or in a block: a success. */
        KNOWN,
        /** Another transaction, waiting or in a block, has spent one of its inputs. Ask {@link Wallet#state}. */
        CONFLICT,
        /** The node's rules refuse it. It has not been sent, but whoever has its bytes could still send it. */
        REJECTED
    }

    /** True when the node has it. */
    public boolean isSuccess() {
        return outcome == Outcome.ACCEPTED || outcome == Outcome.KNOWN;
    }
}
