package io.otedama.stratum.client;

/** Hears how submits ended; one instance can serve all of them, told apart by their tokens. */
@FunctionalInterface
public interface SubmitListener {
    /**
     * Called exactly once per submit, on the client's event loop, or on the caller's thread when nothing was sent. Must
     * not block.
     *
     * @param token what the caller passed to {@code submit}
     * @param code the server's error code when rejected, otherwise 0
     * @param message the server's or the client's words; empty when accepted
     */
    void onReply(long token, SubmitOutcome outcome, int code, String message);
}
