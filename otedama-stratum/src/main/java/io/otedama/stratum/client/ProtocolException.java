package io.otedama.stratum.client;

import io.otedama.error.PoolException;

/** The server sent something that cannot be understood; the connection is dropped. */
public final class ProtocolException extends PoolException {
    private static final long serialVersionUID = 1L;

    public ProtocolException(String message) {
        super(message);
    }

    public ProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
