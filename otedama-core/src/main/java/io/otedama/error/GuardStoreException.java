package io.otedama.error;

/** What is remembered of bans could not be kept or read. Mining goes on; a restart may have forgotten some. */
public class GuardStoreException extends PoolException {
    private static final long serialVersionUID = 1L;

    public GuardStoreException(String message) {
        super(message);
    }

    public GuardStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
