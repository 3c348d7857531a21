package io.otedama.stratum.v2.noise;

import io.otedama.chain.Base58;
import java.util.Arrays;

/**
 * The public key of an authority: what a pool publishes and a miner configures. As text base58check of the bytes 01 00 and
 * the x of the key, as in {@code stratum2+tcp://HOST:PORT/KEY}. Immutable.
 */
public final class AuthorityKey {
    /** Longest text that is looked at; a key has about 51 characters. */
    static final int MAX_TEXT_CHARS = 64;

    private static final int VERSION_LOW = 1;
    private static final int VERSION_HIGH = 0;
    private static final int VERSION_BYTES = 2;

    private final byte[] x;

    private AuthorityKey(byte[] x) {
        this.x = x;
    }

    /**
     * The key with this x.
     *
     * @param x 32 bytes, big-endian, copied
     * @throws IllegalArgumentException when no key has it
     */
    public static AuthorityKey of(byte[] x) {
        if (!Curve.isX(x)) {
            throw new IllegalArgumentException(
                    "these " + x.length + " bytes are not the x of a public key of secp256k1 (32 bytes)");
        }
        return new AuthorityKey(x.clone());
    }

    /**
     * Reads {@link #toString()}.
     *
     * @throws IllegalArgumentException saying what is wrong with the text
     */
    public static AuthorityKey parse(String text) {
        byte[] payload = Base58Text.decode("authority key", text);
        if (payload.length == Curve.KEY_BYTES) {
            throw new IllegalArgumentException("authority key: these are 32 bytes without the version 01 00; "
                    + "if it is a secret key, it belongs into the authority key file and nowhere else");
        }
        if (payload.length != VERSION_BYTES + Curve.KEY_BYTES) {
            throw Base58Text.wrong("authority key", text, "it holds " + payload.length + " bytes instead of 34");
        }
        if (payload[0] != VERSION_LOW || payload[1] != VERSION_HIGH) {
            throw Base58Text.wrong("authority key", text, "its version is not 1 (bytes 01 00)");
        }
        byte[] x = Arrays.copyOfRange(payload, VERSION_BYTES, payload.length);
        if (!Curve.isX(x)) {
            throw Base58Text.wrong("authority key", text, "no public key of secp256k1 has this x");
        }
        return new AuthorityKey(x);
    }

    boolean verifies(byte[] signature, byte[] message) {
        return Curve.verify(signature, message, x);
    }

    /** The x of the key, 32 bytes, big-endian; a copy. */
    public byte[] toBytes() {
        return x.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuthorityKey key && Arrays.equals(x, key.x);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(x);
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        byte[] payload = new byte[VERSION_BYTES + Curve.KEY_BYTES];
        payload[0] = VERSION_LOW;
        payload[1] = VERSION_HIGH;
        System.arraycopy(x, 0, payload, VERSION_BYTES, Curve.KEY_BYTES);
        return Base58.encodeChecked(payload);
    }
}
