package io.otedama.stratum.v2.noise;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.math.ec.ECFieldElement;
import org.bouncycastle.math.ec.custom.sec.SecP256K1FieldElement;
import org.jspecify.annotations.Nullable;

/**
 * ElligatorSwift for secp256k1: the x of a public key as 64 bytes that cannot be told from random ones, and the shared
 * secret of two such keys. After BIP 324 and its reference code; names are theirs. An encoding is u then t, 32 bytes each,
 * big-endian, taken modulo the field's prime; all 2^512 of them decode, and each x has about 2^256 of them.
 *
 * <p>Only public values are computed with here, in BouncyCastle's field arithmetic: time may depend on them. Private keys
 * go to {@link Curve}. Any thread.
 */
final class EllSwift {
    static final int ENCODED_BYTES = 64;
    static final int CASES = 8;

    private static final int ELEMENT_BYTES = 32;
    private static final ECFieldElement ONE = element(BigInteger.ONE);
    private static final ECFieldElement TWO = element(BigInteger.TWO);
    private static final ECFieldElement THREE = element(BigInteger.valueOf(3));
    private static final ECFieldElement FOUR = element(BigInteger.valueOf(4));
    private static final ECFieldElement SEVEN = element(BigInteger.valueOf(7));
    private static final ECFieldElement HALF = TWO.invert();

    /** The one of the two square roots of -3 that the encoding is defined with. */
    private static final ECFieldElement MINUS_3_SQRT =
            element(new BigInteger("0a2d2ba93507f1df233770c2a797962cc61f6d15da14ecd47d8d27ae1cd5f852", 16));

    private static final byte[] TAG_HASH =
            Sha256.newDigest().digest("bip324_ellswift_xonly_ecdh".getBytes(StandardCharsets.US_ASCII));

    private EllSwift() {}

    /** The x that 64 bytes stand for; never fails. */
    static byte[] decode(byte[] encoded) {
        requireLength(encoded);
        ECFieldElement u = notZero(reduced(encoded, 0));
        ECFieldElement t = notZero(reduced(encoded, ELEMENT_BYTES));
        ECFieldElement g = curve(u); // u^3 + 7
        if (g.add(t.square()).isZero()) {
            t = t.add(t);
        }
        ECFieldElement x = g.subtract(t.square()).divide(t.add(t));
        ECFieldElement y = x.add(t).divide(MINUS_3_SQRT.multiply(u));
        ECFieldElement first = u.add(FOUR.multiply(y.square()));
        if (isOnCurve(first)) {
            return first.getEncoded();
        }
        ECFieldElement quotient = x.divide(y); // y is never zero: u^3 + 7 + t^2 would be, too
        ECFieldElement second = quotient.negate().subtract(u).multiply(HALF);
        return (isOnCurve(second) ? second : quotient.subtract(u).multiply(HALF)).getEncoded();
    }

    /** One of the encodings of {@code x}, drawn evenly from all of them; about four draws are needed. */
    static byte[] encode(byte[] x, SecureRandom random) {
        ECFieldElement target = element(new BigInteger(1, x));
        byte[] encoded = new byte[ENCODED_BYTES];
        byte[] draw = new byte[ELEMENT_BYTES + 1];
        while (true) {
            random.nextBytes(draw);
            BigInteger candidate = new BigInteger(1, draw, 0, ELEMENT_BYTES);
            if (candidate.signum() == 0 || candidate.compareTo(SecP256K1FieldElement.Q) >= 0) {
                continue; // once in 2^223
            }
            ECFieldElement t = inverse(target, element(candidate), draw[ELEMENT_BYTES] & (CASES - 1));
            if (t != null) {
                System.arraycopy(draw, 0, encoded, 0, ELEMENT_BYTES);
                t.encodeTo(encoded, ELEMENT_BYTES);
                return encoded;
            }
        }
    }

    /** XSwiftECInv: the t with which u decodes to x, or null where this case has none. */
    static byte @Nullable [] inverse(byte[] x, byte[] u, int inverseCase) {
        ECFieldElement t = inverse(element(new BigInteger(1, x)), element(new BigInteger(1, u)), inverseCase);
        return t == null ? null : t.getEncoded();
    }

    private static @Nullable ECFieldElement inverse(ECFieldElement x, ECFieldElement u, int inverseCase) {
        ECFieldElement v;
        ECFieldElement s;
        if ((inverseCase & 2) == 0) {
            if (isOnCurve(x.negate().subtract(u))) {
                return null;
            }
            v = x;
            // the divisor is zero only where the check above already returned
            s = curve(u).negate().divide(u.square().add(u.multiply(v)).add(v.square()));
        } else {
            s = x.subtract(u);
            if (s.isZero()) {
                return null;
            }
            ECFieldElement square =
                    FOUR.multiply(curve(u)).add(THREE.multiply(s).multiply(u.square()));
            ECFieldElement r = s.negate().multiply(square).sqrt();
            if (r == null || ((inverseCase & 1) != 0 && r.isZero())) {
                return null;
            }
            v = r.divide(s).subtract(u).multiply(HALF);
        }
        ECFieldElement w = s.sqrt();
        return w == null ? null : t(w, u, v, inverseCase);
    }

    /** Signs and roots of the eight cases: bit 0 chooses the root of -3, bits 0 and 2 together the sign. */
    private static ECFieldElement t(ECFieldElement w, ECFieldElement u, ECFieldElement v, int inverseCase) {
        boolean plusRoot = (inverseCase & 1) != 0;
        boolean upper = (inverseCase & 4) != 0;
        ECFieldElement root = plusRoot ? ONE.add(MINUS_3_SQRT) : ONE.subtract(MINUS_3_SQRT);
        ECFieldElement t = w.multiply(u.multiply(root).multiply(HALF).add(v));
        return plusRoot == upper ? t.negate() : t;
    }

    /**
     * The shared secret of BIP 324, 32 bytes: a tagged hash over both encodings, the initiator's first whoever asks, and
     * the x of the product. For the caller to wipe.
     *
     * @param secret this side's private key
     * @param theirX the other side's public key, decoded
     * @param random blinds the multiplication
     */
    static byte[] sharedSecret(
            byte[] secret, byte[] theirX, byte[] initiators, byte[] responders, SecureRandom random) {
        byte[] x = Curve.sharedX(secret, theirX, random);
        MessageDigest digest = Sha256.newDigest();
        digest.update(TAG_HASH);
        digest.update(TAG_HASH);
        digest.update(initiators);
        digest.update(responders);
        byte[] shared = digest.digest(x);
        Arrays.fill(x, (byte) 0);
        return shared;
    }

    private static boolean isOnCurve(ECFieldElement x) {
        return curve(x).sqrt() != null;
    }

    private static ECFieldElement curve(ECFieldElement x) {
        return x.square().multiply(x).add(SEVEN);
    }

    private static ECFieldElement notZero(ECFieldElement value) {
        return value.isZero() ? ONE : value;
    }

    private static ECFieldElement reduced(byte[] bytes, int offset) {
        return element(new BigInteger(1, bytes, offset, ELEMENT_BYTES).mod(SecP256K1FieldElement.Q));
    }

    private static ECFieldElement element(BigInteger value) {
        return new SecP256K1FieldElement(value);
    }

    private static void requireLength(byte[] encoded) {
        if (encoded.length != ENCODED_BYTES) {
            throw new IllegalArgumentException(
                    "an ElligatorSwift key has " + ENCODED_BYTES + " bytes, not " + encoded.length);
        }
    }
}
