package io.otedama.stratum.v2.noise;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Single SHA-256, by the JDK. */
final class Sha256 {
    static final int HASH_BYTES = 32;

    private Sha256() {}

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** The hash of all the parts, one after the other. */
    static byte[] of(byte[]... parts) {
        MessageDigest digest = newDigest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
