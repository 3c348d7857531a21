package io.otedama.stratum.v2.noise;

import io.otedama.chain.Base58;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * An authority: the long-lived key that signs the certificates of a pool's servers. Its secret leaves it only towards
 * {@link AuthorityKeyFile}. Any thread.
 */
public final class AuthorityKeyPair {
    private static final String SECRET = "authority secret";

    private final byte[] secret;
    private final AuthorityKey publicKey;

    private AuthorityKeyPair(byte[] secret) {
        this.secret = secret;
        this.publicKey = AuthorityKey.of(Curve.publicX(secret));
    }

    public static AuthorityKeyPair generate(SecureRandom random) {
        return new AuthorityKeyPair(Curve.newSecret(random));
    }

    /**
     * From a private key.
     *
     * @param secret 32 bytes, big-endian, copied
     * @throws IllegalArgumentException when it is none
     */
    public static AuthorityKeyPair of(byte[] secret) {
        if (!Curve.isSecret(secret)) {
            throw new IllegalArgumentException(
                    "these bytes are no private key of secp256k1: it has 32 bytes, is not zero "
                            + "and below the order of the curve");
        }
        return new AuthorityKeyPair(secret.clone());
    }

    /**
     * Reads a private key in base58check, 32 bytes without a version, as the reference implementation writes it.
     *
     * @throws IllegalArgumentException saying what is wrong, without repeating the text
     */
    public static AuthorityKeyPair parseSecret(String text) {
        byte[] payload = Base58Text.decodeSecret(SECRET, text);
        try {
            if (payload.length != Curve.KEY_BYTES) {
                throw new IllegalArgumentException(SECRET + ": it holds " + payload.length + " bytes instead of 32");
            }
            return of(payload);
        } finally {
            Arrays.fill(payload, (byte) 0);
        }
    }

    /** What miners configure. */
    public AuthorityKey publicKey() {
        return publicKey;
    }

    /** The text that {@link #parseSecret} reads. */
    String secretText() {
        return Base58.encodeChecked(secret);
    }

    byte[] sign(byte[] message, SecureRandom random) {
        byte[] auxiliary = new byte[Curve.KEY_BYTES];
        random.nextBytes(auxiliary);
        return Curve.sign(message, secret, auxiliary);
    }

    /** Wipes the secret; nothing can be signed afterwards. */
    public void destroy() {
        Arrays.fill(secret, (byte) 0);
    }

    /** Names the public key, never the secret. */
    @Override
    public String toString() {
        return "AuthorityKeyPair[" + publicKey + ']';
    }
}
