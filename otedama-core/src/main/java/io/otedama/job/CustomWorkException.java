package io.otedama.job;

/** A miner's own work that the pool cannot credit. The message is the error code that Stratum V2 has for it. */
public final class CustomWorkException extends Exception {
    private static final long serialVersionUID = 1L;

    CustomWorkException(String errorCode) {
        super(errorCode);
    }

    /** The error code, as the reference implementation names it. */
    public String errorCode() {
        return String.valueOf(getMessage());
    }
}
