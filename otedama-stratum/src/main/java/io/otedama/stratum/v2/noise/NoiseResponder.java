package io.otedama.stratum.v2.noise;

import io.otedama.stratum.v2.frame.FrameCipher;
import io.otedama.stratum.v2.frame.PlainCipher;

/** Stub. */
public final class NoiseResponder {
    /** Stub. */
    public static final int FIRST_ACT_BYTES = 64;
    /** Stub. */
    public NoiseResponder(Object o) {}
    /** Stub. */
    public byte[] respond(byte[] a) throws HandshakeException {
        if (a.length == FIRST_ACT_BYTES) {
            throw new HandshakeException("stub");
        }
        return a;
    }

    /** Stub. */
    public FrameCipher inbound() {
        return new PlainCipher();
    }
    /** Stub. */
    public FrameCipher outbound() {
        return new PlainCipher();
    }
}
