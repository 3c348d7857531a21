package io.otedama.security;

/** What is to be done about a peer, mildest first. Each step is asked for once on the way up. */
public enum GuardStep {
    NONE,
    /** Tell it, where the protocol has words for that. */
    WARN,
    /** Send its job again: it may work on the wrong one. */
    RESEND_JOB,
    /** Ask it to connect again: it may have lost count. */
    RECONNECT,
    /** End the connection. */
    DROP,
    /** It is not let in again for some time: end the connection, or refuse the worker if others share it. */
    BAN;

    boolean isAbove(GuardStep other) {
        return compareTo(other) > 0;
    }

    /** The milder of the two. */
    GuardStep atMost(GuardStep limit) {
        return isAbove(limit) ? limit : this;
    }

    /** The harder of the two. */
    GuardStep atLeast(GuardStep limit) {
        return isAbove(limit) ? this : limit;
    }
}
