package io.otedama.error;

/** The wallet did not do what was asked. {@link #reason()} says what that means for the coins. */
public class WalletException extends PoolException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why, and what the caller may conclude. */
    public enum Reason {
        /** Not enough confirmed, mature, unlocked coins. Nothing has changed; later there may be more. */
        INSUFFICIENT_FUNDS,
        /** Encrypted, and the passphrase is missing or wrong. Nothing has changed; a person must act. */
        LOCKED,
        /** No answer, or not in time: <b>what was asked may have happened</b>. Ask for the transaction by its id. */
        UNREACHABLE,
        /** It has not answered lately and was left alone this time: nothing was sent, nothing has changed. Passes by itself. */
        NOT_ASKED,
        /** The wallet said no, or answered nonsense. Nothing was sent. The message says what to do. */
        REFUSED
    }

    public WalletException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public WalletException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
