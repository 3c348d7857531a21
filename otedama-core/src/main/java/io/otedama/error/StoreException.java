package io.otedama.error;

/** The queryable store could not be opened, read or written. Nothing is lost: it can be built again from the journal. */
public class StoreException extends PoolException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
