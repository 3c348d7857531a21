package io.otedama.chain;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Double SHA-256 on the JDK's digest, which the JIT compiles to the processor's SHA instructions. Allocates only in its
 * constructor. Not thread-safe: one per thread.
 */
public final class Sha256d {
    /** Size of a hash in bytes. */
    public static final int HASH_BYTES = 32;

    private final MessageDigest digest;

    /** Takes a digest from the platform; every Java platform has one for SHA-256. */
    public Sha256d() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds bytes to the message whose hash the next {@link #finish} gives. */
    public void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    /**
     * Ends the message; writes SHA-256(SHA-256(message)), 32 bytes in internal order; starts a new message.
     *
     * @throws IllegalArgumentException when {@code out} has no room; the message is forgotten then
     */
    public void finish(byte[] out, int outOffset) {
        if (outOffset < 0 || out.length - outOffset < HASH_BYTES) {
            digest.reset();
            throw new IllegalArgumentException("no room for 32 bytes at " + outOffset);
        }
        try {
            digest.digest(out, outOffset, HASH_BYTES);
            digest.update(out, outOffset, HASH_BYTES);
            digest.digest(out, outOffset, HASH_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
    }

    /** Hashes one range in one call; {@code out} may be {@code bytes}. */
    public void hash(byte[] bytes, int offset, int length, byte[] out, int outOffset) {
        digest.update(bytes, offset, length);
        finish(out, outOffset);
    }

    /** Convenience for cold paths: allocates its digest and its result. */
    public static Hash256 of(byte[] bytes) {
        byte[] out = new byte[HASH_BYTES];
        new Sha256d().hash(bytes, 0, bytes.length, out, 0);
        return Hash256.ofInternal(out);
    }
}
