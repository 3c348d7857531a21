package io.otedama.stratum.v2.noise;
/** Stub. */
public final class HandshakeException extends Exception {
    private static final long serialVersionUID = 1L;

    HandshakeException(String m) {
        super(m);
    }
}
