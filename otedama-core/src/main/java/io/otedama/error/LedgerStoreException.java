package io.otedama.error;

/** A snapshot of the books could not be kept or read. Mining goes on; the next start may have to read more of the journal. */
public class LedgerStoreException extends PoolException {
    private static final long serialVersionUID = 1L;

    public LedgerStoreException(String message) {
        super(message);
    }

    public LedgerStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
