package io.otedama.stratum.v2.frame;

/** A frame that breaks the protocol; the connection must be closed. */
public class FrameException extends Exception {
    private static final long serialVersionUID = 1L;

    public FrameException(String message) {
        super(message);
    }
}
