package io.otedama.stratum.v2.noise;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;
import io.otedama.error.PoolException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * The curve secp256k1, by libsecp256k1. Everything that touches a private key happens in there, in constant time, with one
 * exception that {@link #sharedX} deals with. Private keys are 32 bytes, big-endian; public ones only their x, 32 bytes,
 * big-endian. Any thread.
 */
final class Curve {
    static final int KEY_BYTES = 32;
    static final int SIGNATURE_BYTES = 64;

    private static final byte EVEN_Y = 2; // the first byte of a compressed public key
    private static final int COMPRESSED_BYTES = 1 + KEY_BYTES;

    private Curve() {}

    /**
     * Loads the native library, once.
     *
     * @throws PoolException when it cannot be loaded, with what to do
     */
    static Secp256k1 library() {
        return load(() -> Holder.LIBRARY);
    }

    static Secp256k1 load(Supplier<Secp256k1> loader) {
        try {
            return loader.get();
        } catch (RuntimeException | LinkageError e) {
            throw new PoolException(
                    "the native library of secp256k1, which Stratum V2 needs, cannot be loaded on "
                            + System.getProperty("os.name") + ' ' + System.getProperty("os.arch")
                            + "; there is one for Linux with glibc (amd64, aarch64), it is unpacked into java.io.tmpdir, "
                            + "where files must be executable (-Dfr.acinq.secp256k1.tmpdir=DIRECTORY names another); "
                            + "elsewhere add fr.acinq.secp256k1:secp256k1-kmp-jni-jvm-SYSTEM to the class path",
                    e);
        }
    }

    /** A new private key, for the caller to wipe. */
    static byte[] newSecret(SecureRandom random) {
        byte[] secret = new byte[KEY_BYTES];
        do {
            random.nextBytes(secret);
        } while (!library().secKeyVerify(secret)); // zero, or not below the order: once in 2^128
        return secret;
    }

    static boolean isSecret(byte[] secret) {
        return secret.length == KEY_BYTES && library().secKeyVerify(secret);
    }

    /** The x of the public key. */
    static byte[] publicX(byte[] secret) {
        return xOf(library().pubkeyCreate(secret));
    }

    /** Whether some point has this x. */
    static boolean isX(byte[] x) {
        if (x.length != KEY_BYTES) {
            return false;
        }
        try {
            library().pubkeyParse(compressed(x));
            return true;
        } catch (Secp256k1Exception e) {
            return false;
        }
    }

    /**
     * The x of {@code secret} times the point at {@code x}, for the caller to wipe.
     *
     * <p>The library's constant-time multiplication, {@code ecdh}, gives only a hash of the product; {@code tweakMul} gives
     * the product, but its time depends on the number it multiplies with. So the secret is blinded: with a fresh random
     * r, the product is (secret - r) * P + r * P, and neither number says anything of the secret. Splitting and joining
     * are done by the library; the splitting, which sees the secret, takes constant time there. (Blinding by a factor
     * would need the inverse of r, for which no library here has a constant-time function.)
     */
    static byte[] sharedX(byte[] secret, byte[] x, SecureRandom random) {
        Secp256k1 library = library();
        byte[] r = newSecret(random);
        byte[] minusR = library.privKeyNegate(r.clone());
        byte[] rest = library.privKeyTweakAdd(secret.clone(), minusR);
        byte[] point = compressed(x);
        byte[] one = library.pubKeyTweakMul(point, r);
        byte[] other = library.pubKeyTweakMul(point, rest);
        byte[] product = library.pubKeyCombine(new byte[][] {one, other});
        byte[] shared = xOf(product);
        for (byte[] trace : new byte[][] {r, minusR, rest, one, other, product}) {
            Arrays.fill(trace, (byte) 0);
        }
        return shared;
    }

    /** A signature of BIP 340 over a hash of 32 bytes. */
    static byte[] sign(byte[] hash, byte[] secret, byte[] auxiliary) {
        return library().signSchnorr(hash, secret, auxiliary);
    }

    /** Checks a signature of BIP 340; false as well when {@code x} is no public key. */
    static boolean verify(byte[] signature, byte[] hash, byte[] x) {
        try {
            return library().verifySchnorr(signature, hash, x);
        } catch (Secp256k1Exception e) {
            return false;
        }
    }

    private static byte[] compressed(byte[] x) {
        byte[] point = new byte[COMPRESSED_BYTES];
        point[0] = EVEN_Y;
        System.arraycopy(x, 0, point, 1, KEY_BYTES);
        return point;
    }

    private static byte[] xOf(byte[] point) {
        return Arrays.copyOfRange(point, 1, COMPRESSED_BYTES);
    }

    private static final class Holder {
        private static final Secp256k1 LIBRARY = Secp256k1.get();
    }
}
