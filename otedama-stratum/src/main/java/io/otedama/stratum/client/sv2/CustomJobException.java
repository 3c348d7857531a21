package io.otedama.stratum.client.sv2;

import io.otedama.error.PoolException;

/** Work that the miner selected did not become a job. */
public final class CustomJobException extends PoolException {
    private static final long serialVersionUID = 1L;

    /** Code of work that was not sent, or not answered before the connection ended. */
    public static final String NOT_ANSWERED = "";

    private final String errorCode;

    CustomJobException(String errorCode, String message) {
        super(message);
        this.errorCode = errorCode;
    }

    /** The server's: see ErrorCodes; {@link #NOT_ANSWERED} when it gave none. */
    public String errorCode() {
        return errorCode;
    }
}
