package io.otedama.error;

/** The share journal could not take, keep or give back records. Shares of the failed batch are not acknowledged. */
public class JournalException extends PoolException {
    private static final long serialVersionUID = 1L;

    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
