package io.otedama.accounting;

import io.otedama.chain.Hash256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of serialised books. */
public final class StateDigest {
    private StateDigest() {}

    public static Hash256 of(byte[] state) {
        try {
            return Hash256.ofInternal(MessageDigest.getInstance("SHA-256").digest(state));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
