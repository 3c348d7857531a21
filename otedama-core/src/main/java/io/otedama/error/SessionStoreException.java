package io.otedama.error;

/** What is remembered of workers could not be kept or read. Mining goes on; a restart may begin with older difficulties. */
public class SessionStoreException extends PoolException {
    private static final long serialVersionUID = 1L;

    public SessionStoreException(String message) {
        super(message);
    }

    public SessionStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
