package io.otedama.gateway.http;

import java.util.Locale;

/** Kinds of errors, each with its status. */
public enum ProblemType {
    BAD_REQUEST(400, "The request is not understood"),
    UNAUTHORIZED(401, "A valid credential is needed"),
    FORBIDDEN(403, "The credential does not allow this"),
    CROSS_ORIGIN(403, "Another site's page may not do this"),
    NOT_FOUND(404, "There is no such thing"),
    NO_STORE(404, "This pool keeps no store"),
    NO_WALLET(404, "This pool makes no payments"),
    METHOD_NOT_ALLOWED(405, "This cannot be done here"),
    CONFLICT(409, "It cannot be done now"),
    BODY_TOO_LARGE(413, "The body is too large"),
    NOT_JSON(415, "The body must be JSON"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL(500, "The gateway has failed"),
    UNAVAILABLE(503, "Not available now");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** Its name for programs. */
    public String urn() {
        return "urn:otedama:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
