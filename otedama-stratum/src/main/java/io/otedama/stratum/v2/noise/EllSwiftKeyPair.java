package io.otedama.stratum.v2.noise;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A private key and one encoding of its public key: an ephemeral key of one handshake, or the static key of a server. The
 * private key is wiped by {@link #destroy()} and never in {@link #toString()}.
 */
final class EllSwiftKeyPair {
    private final byte[] secret;
    private final byte[] publicX;
    private final byte[] encoded;

    /** @param secret owned by the pair from here on */
    EllSwiftKeyPair(byte[] secret, byte[] encoded) {
        this(secret, Curve.publicX(secret), encoded);
    }

    private EllSwiftKeyPair(byte[] secret, byte[] publicX, byte[] encoded) {
        this.secret = secret;
        this.publicX = publicX;
        this.encoded = encoded;
    }

    static EllSwiftKeyPair generate(SecureRandom random) {
        byte[] secret = Curve.newSecret(random);
        byte[] publicX = Curve.publicX(secret);
        return new EllSwiftKeyPair(secret, publicX, EllSwift.encode(publicX, random));
    }

    /** The x of the public key, 32 bytes; not to be changed. */
    byte[] publicX() {
        return publicX;
    }

    /** The public key as it is sent, 64 bytes; not to be changed. */
    byte[] encoded() {
        return encoded;
    }

    /** The secret shared with the responder; this side is the initiator. For the caller to wipe. */
    byte[] sharedWithResponder(byte[] responders, SecureRandom random) {
        return EllSwift.sharedSecret(secret, EllSwift.decode(responders), encoded, responders, random);
    }

    /**
     * The secret shared with the initiator; this side is the responder. For the caller to wipe.
     *
     * @param initiatorX what {@code initiators} decodes to: a responder needs it twice and decoding is dear
     */
    byte[] sharedWithInitiator(byte[] initiators, byte[] initiatorX, SecureRandom random) {
        return EllSwift.sharedSecret(secret, initiatorX, initiators, encoded, random);
    }

    /** The same keys, wiped apart from these. */
    EllSwiftKeyPair copy() {
        return new EllSwiftKeyPair(secret.clone(), publicX, encoded);
    }

    void destroy() {
        Arrays.fill(secret, (byte) 0);
    }

    @Override
    public String toString() {
        return "EllSwiftKeyPair[secret withheld]";
    }
}
