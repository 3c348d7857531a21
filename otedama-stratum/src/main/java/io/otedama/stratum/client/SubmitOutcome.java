package io.otedama.stratum.client;

/** How a submit ended. */
public enum SubmitOutcome {
    /** The server answered yes. */
    ACCEPTED,
    /** The server answered no, with a code. */
    REJECTED,
    /** Sent, but the connection ended before the answer: it may or may not have counted. */
    CONNECTION_LOST,
    /** Sent, not answered within the reply time-out. */
    TIMED_OUT,
    /** Never sent: no connection, a job of a former connection, or too many submits outstanding. */
    NOT_SENT
}
