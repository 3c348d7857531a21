package io.otedama.error;

/** Base of every exception that Otedama throws on purpose. The message says what happened, where, and what to do. */
public class PoolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PoolException(String message) {
        super(message);
    }

    public PoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
