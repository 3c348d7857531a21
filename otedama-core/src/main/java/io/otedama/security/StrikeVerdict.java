package io.otedama.security;

/** What the recent misbehaviour of a peer amounts to. */
public enum StrikeVerdict {
    /** Few enough to be bad luck. */
    NONE,
    /** Enough to be told, or to be sent its job again. */
    WARN,
    /** Enough to be closed. */
    CLOSE
}
