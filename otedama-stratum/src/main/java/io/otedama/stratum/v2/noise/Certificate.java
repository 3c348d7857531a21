package io.otedama.stratum.v2.noise;

import io.otedama.stratum.v2.noise.HandshakeException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;

/**
 * An authority's word that a static key is its server's, for a time (SIGNATURE_NOISE_MESSAGE):
 *
 * <pre>
 *   version U16 | valid_from U32 | not_valid_after U32 | signature 64        74 bytes, little-endian, seconds since 1970
 *   signed: SHA256(version | valid_from | not_valid_after | x of the static key), BIP 340
 * </pre>
 *
 * <p>Immutable.
 */
public final class Certificate {
    public static final int ENCODED_BYTES = 74;

    /** The only version there is. */
    public static final int VERSION = 0;

    /** How far the clocks of signer and verifier may differ, in seconds; what the reference implementation allows. */
    public static final int CLOCK_SKEW_SECONDS = 10;

    /** The last second that a U32 can name. */
    public static final long MAX_EPOCH_SECONDS = 0xffff_ffffL;

    private static final int SIGNED_BYTES = ENCODED_BYTES - Curve.SIGNATURE_BYTES;

    private final int version;
    private final long validFrom;
    private final long notValidAfter;
    private final byte[] signature;

    private Certificate(int version, long validFrom, long notValidAfter, byte[] signature) {
        this.version = version;
        this.validFrom = validFrom;
        this.notValidAfter = notValidAfter;
        this.signature = signature;
    }

    /**
     * Makes one.
     *
     * @param staticX x of the server's static key, 32 bytes
     * @param validFrom seconds since 1970, as is {@code notValidAfter}
     * @throws IllegalArgumentException for times that do not fit or are in the wrong order
     */
    static Certificate sign(
            AuthorityKeyPair authority, byte[] staticX, long validFrom, long notValidAfter, SecureRandom random) {
        if (validFrom < 0 || notValidAfter < validFrom || notValidAfter > MAX_EPOCH_SECONDS) {
            throw new IllegalArgumentException("a certificate cannot be valid from " + validFrom + " to "
                    + notValidAfter + "; both are seconds since 1970, in order, at most " + MAX_EPOCH_SECONDS);
        }
        byte[] message = message(VERSION, validFrom, notValidAfter, staticX);
        return new Certificate(VERSION, validFrom, notValidAfter, authority.sign(message, random));
    }

    /** @throws HandshakeException when the length is not {@link #ENCODED_BYTES}; nothing else is checked */
    public static Certificate decode(byte[] encoded) throws HandshakeException {
        if (encoded.length != ENCODED_BYTES) {
            throw new HandshakeException(
                    Reason.LENGTH, "a certificate has " + ENCODED_BYTES + " bytes, not " + encoded.length);
        }
        ByteBuffer in = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        return new Certificate(
                Short.toUnsignedInt(in.getShort()),
                Integer.toUnsignedLong(in.getInt()),
                Integer.toUnsignedLong(in.getInt()),
                Arrays.copyOfRange(encoded, SIGNED_BYTES, ENCODED_BYTES));
    }

    public byte[] encode() {
        return head(version, validFrom, notValidAfter, ENCODED_BYTES)
                .put(signature)
                .array();
    }

    /**
     * Checks version, signature and time, in this order.
     *
     * @param staticX x of the static key that the server used, 32 bytes
     * @param epochSeconds now
     * @throws HandshakeException for the first check that fails
     */
    public void verify(AuthorityKey authority, byte[] staticX, long epochSeconds) throws HandshakeException {
        if (version != VERSION) {
            throw new HandshakeException(
                    Reason.VERSION,
                    "the server's certificate has version " + version + "; only " + VERSION + " is known");
        }
        if (!authority.verifies(signature, message(version, validFrom, notValidAfter, staticX))) {
            throw new HandshakeException(
                    Reason.WRONG_AUTHORITY,
                    "the server's certificate is not signed by the authority " + authority
                            + ": it is another pool's server, or the key configured here is wrong or was replaced");
        }
        if (epochSeconds < validFrom - CLOCK_SKEW_SECONDS) {
            throw new HandshakeException(
                    Reason.NOT_YET_VALID,
                    "the server's certificate is valid from " + time(validFrom) + ", the clock here says "
                            + time(epochSeconds) + "; one of the clocks is wrong");
        }
        if (epochSeconds > notValidAfter + CLOCK_SKEW_SECONDS) {
            throw new HandshakeException(
                    Reason.EXPIRED,
                    "the server's certificate was valid until " + time(notValidAfter) + ", the clock here says "
                            + time(epochSeconds) + "; the server does not renew it, or one of the clocks is wrong");
        }
    }

    public int version() {
        return version;
    }

    /** Seconds since 1970. */
    public long validFrom() {
        return validFrom;
    }

    /** Seconds since 1970. */
    public long notValidAfter() {
        return notValidAfter;
    }

    @Override
    public String toString() {
        return "Certificate[version=" + version + ", from " + time(validFrom) + " to " + time(notValidAfter) + ']';
    }

    static byte[] message(int version, long validFrom, long notValidAfter, byte[] staticX) {
        byte[] head = head(version, validFrom, notValidAfter, SIGNED_BYTES).array();
        return Sha256.of(head, staticX);
    }

    private static ByteBuffer head(int version, long validFrom, long notValidAfter, int sizeBytes) {
        return ByteBuffer.allocate(sizeBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) version)
                .putInt((int) validFrom)
                .putInt((int) notValidAfter);
    }

    private static Instant time(long epochSeconds) {
        return Instant.ofEpochSecond(epochSeconds);
    }
}
