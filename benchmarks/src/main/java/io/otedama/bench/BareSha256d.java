package io.otedama.bench;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Double SHA-256 with the JDK's digest and nothing around it: what suites are compared with. One thread. */
public final class BareSha256d {
    private final MessageDigest digest;

    public BareSha256d() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Hashes the first {@code length} bytes; {@code out} may be {@code bytes}. */
    public void hash(byte[] bytes, int length, byte[] out) throws DigestException {
        digest.update(bytes, 0, length);
        digest.digest(out, 0, 32);
        digest.update(out, 0, 32);
        digest.digest(out, 0, 32);
    }
}
