package io.otedama.metrics;

/** Why a share was refused, as far as it says something about who sent it. */
public enum RejectReason {
    /** For a block that is over. */
    STALE,
    /** Sent before. */
    DUPLICATE,
    /** The hash does not meet its target. */
    LOW_DIFFICULTY,
    /** No miner's firmware makes it up: a job that was never sent, odd sizes, times and version bits that are not allowed. */
    MALFORMED,
    /** The pool's own reason, or none of the above. */
    OTHER
}
