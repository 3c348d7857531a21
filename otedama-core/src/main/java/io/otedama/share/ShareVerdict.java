package io.otedama.share;

/**
 * What became of a share. Codes and texts are those of Stratum V1 (20 other, 21 job not found or stale, 22 duplicate, 23
 * low difficulty, 24 unauthorized, 25 not subscribed).
 */
public enum ShareVerdict {
    ACCEPTED(0, "accepted"),
    /** In the pipeline; the real verdict follows through the {@code ReplyQueue}. */
    PENDING(0, "pending"),
    JOB_NOT_FOUND(21, "job not found"),
    STALE(21, "stale job"),
    DUPLICATE(22, "duplicate share"),
    LOW_DIFFICULTY(23, "low difficulty share"),
    UNAUTHORIZED(24, "unauthorized worker"),
    NOT_SUBSCRIBED(25, "not subscribed"),
    BAD_EXTRANONCE2(20, "extranonce2 has the wrong size"),
    TIME_TOO_OLD(20, "ntime is before the job's minimum time"),
    TIME_TOO_NEW(20, "ntime is too far ahead"),
    BAD_VERSION_BITS(20, "version bits outside the negotiated mask"),
    DUPLICATE_FILTER_FULL(20, "too many shares on this block, wait for the next"),
    JOURNAL_UNAVAILABLE(20, "share could not be recorded, try again"),
    RESERVE_SPENT(20, "the pool's reserve is spent, shares cannot be paid at the moment"),
    OVERLOADED(20, "too many shares per second"),
    STOPPING(20, "pool is stopping");

    private final int code;
    private final String message;

    ShareVerdict(int code, String message) {
        this.code = code;
        this.message = message;
    }

    /** Stratum V1 error code, 0 when there is none. */
    public int code() {
        return code;
    }

    public String message() {
        return message;
    }

    public boolean isAccepted() {
        return this == ACCEPTED;
    }
}
