package io.otedama.stratum.client;

/**
 * How one submit ended.
 *
 * @param code the server's error code when {@link SubmitOutcome#REJECTED} (20 when it gave none), otherwise 0
 * @param message the server's or the client's words; empty when accepted
 */
public record SubmitReply(SubmitOutcome outcome, int code, String message) {
    /** Common error codes. */
    public static final int OTHER = 20;

    public static final int JOB_NOT_FOUND = 21;
    public static final int DUPLICATE_SHARE = 22;
    public static final int LOW_DIFFICULTY = 23;
    public static final int UNAUTHORIZED_WORKER = 24;
    public static final int NOT_SUBSCRIBED = 25;

    public boolean accepted() {
        return outcome == SubmitOutcome.ACCEPTED;
    }
}
