package io.otedama.metrics;

/** Why a share was refused, as far as it says something about who sent it. */
public enum RejectReason {
    /** For a block that is over. */
    STALE(0),
    /** Sent before. */
    DUPLICATE(1),
    /** The hash does not meet its target. */
    LOW_DIFFICULTY(2),
    /** No miner's firmware makes it up: a job that was never sent, odd sizes, times and version bits that are not allowed. */
    MALFORMED(3),
    /** The pool's own reason, or none of the above. */
    OTHER(4);

    private final int slot;

    RejectReason(int slot) {
        this.slot = slot;
    }

    /** Where it is counted: 0, 1, 2, … */
    int slot() {
        return slot;
    }
}
