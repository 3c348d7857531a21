package io.otedama.stratum.v2.message;

import io.otedama.stratum.v2.frame.FrameException;

/** A payload that is not what its message type says; names message, field and what was expected. */
public final class MalformedMessageException extends FrameException {
    private static final long serialVersionUID = 1L;

    public MalformedMessageException(String message) {
        super(message);
    }
}
