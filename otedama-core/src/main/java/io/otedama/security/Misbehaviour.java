package io.otedama.security;

/** What a peer may do wrong, with the points that it costs unless the configuration says otherwise. */
public enum Misbehaviour {
    /** A request that makes no sense. */
    MALFORMED(5),
    /** A share on work that is over, or on a job that is not known. */
    STALE_SHARE(1),
    /** A share that was sent before. */
    DUPLICATE_SHARE(2),
    /** A share that does not meet its target. */
    LOW_DIFFICULTY_SHARE(2),
    /** A share that breaks another rule: time, version bits, extranonce. */
    INVALID_SHARE(2),
    /** A handshake that cannot be completed, or is none. */
    FAILED_HANDSHAKE(10),
    /** No handshake, or half of one, until the time was over. */
    SLOW_HANDSHAKE(4),
    /** A message that was begun and not ended in time. */
    SLOW_MESSAGE(10),
    /** A name or a password that is not accepted. */
    FAILED_LOGIN(2),
    /** More in one message than any message may have. */
    OVERSIZED(20),
    /** A request over HTTP that no honest tool makes. */
    HTTP_ABUSE(5),
    /** A handshake that was worked on and then left, before one message came of it. */
    ABANDONED_HANDSHAKE(4);

    private final int defaultPoints;

    Misbehaviour(int defaultPoints) {
        this.defaultPoints = defaultPoints;
    }

    /** Points unless configured otherwise. */
    public int defaultPoints() {
        return defaultPoints;
    }
}
