package io.otedama.gateway.http;

/** A request that ends with an error for its client. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final long retryAfterSeconds;

    /**
     * @param detail for the client, without secrets
     */
    public ProblemException(ProblemType type, String detail) {
        this(type, detail, 0);
    }

    /**
     * @param retryAfterSeconds when it may work; 0: nobody knows
     */
    public ProblemException(ProblemType type, String detail, long retryAfterSeconds) {
        super(detail, null, false, false);
        this.type = type;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public ProblemType type() {
        return type;
    }

    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** As a client reads it. */
    public Problem problem(String path) {
        return new Problem(type.urn(), type.title(), type.status(), String.valueOf(getMessage()), path);
    }
}
