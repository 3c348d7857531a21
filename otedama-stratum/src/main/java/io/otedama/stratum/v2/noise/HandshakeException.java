package io.otedama.stratum.v2.noise;

/** A handshake that failed; the connection must be closed. The message says in which step and why. */
public class HandshakeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public HandshakeException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** What went wrong, for those who count. */
    public enum Reason {
        /** A step of the handshake, or the certificate, is too short or too long. */
        LENGTH,
        /** A sealed piece of the handshake did not open: other keys, or bytes changed on the way. */
        MAC,
        /** The certificate's version is not known. */
        VERSION,
        /** The certificate was not signed by the authority that is asked for. */
        WRONG_AUTHORITY,
        /** The certificate is valid only later; or the clock here is slow. */
        NOT_YET_VALID,
        /** The certificate was valid only earlier; or the clock here is fast. */
        EXPIRED
    }
}
