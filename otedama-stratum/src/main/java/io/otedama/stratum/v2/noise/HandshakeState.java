package io.otedama.stratum.v2.noise;

import io.otedama.stratum.v2.frame.FrameException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.jspecify.annotations.Nullable;

/**
 * What both sides compute alike during a handshake: the hash h of all that was sent, the chaining key ck, and the cipher
 * once there is a key (the Noise specification's SymmetricState). Its HKDF is RFC 5869 with ck as the salt and no info.
 * One per handshake; not thread-safe.
 */
final class HandshakeState {
    private static final byte[] PROTOCOL_NAME =
            "Noise_NX_Secp256k1+EllSwift_ChaChaPoly_SHA256".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = new byte[0];

    private byte[] hash;
    private byte[] chainingKey;
    private @Nullable CipherState cipher;

    HandshakeState() {
        chainingKey = Sha256.of(PROTOCOL_NAME); // hashed, as it is longer than 32 bytes
        hash = chainingKey.clone();
        mixHash(NOTHING); // the prologue
    }

    void mixHash(byte[] sent) {
        hash = Sha256.of(hash, sent);
    }

    /** @param shared wiped */
    void mixKey(byte[] shared) {
        byte[] keys = hkdf(shared);
        Arrays.fill(shared, (byte) 0);
        Arrays.fill(chainingKey, (byte) 0);
        chainingKey = Arrays.copyOf(keys, Sha256.HASH_BYTES);
        forgetCipher();
        byte[] key = Arrays.copyOfRange(keys, Sha256.HASH_BYTES, keys.length);
        cipher = new CipherState(key);
        Arrays.fill(key, (byte) 0);
        Arrays.fill(keys, (byte) 0);
    }

    /** Act 1 has a payload of no bytes, and at that time there is no key: it only enters the hash. */
    void mixEmptyPayload() {
        mixHash(NOTHING);
    }

    byte[] encryptAndHash(byte[] plain) {
        byte[] sealed = new byte[plain.length + CipherState.OVERHEAD_BYTES];
        keyed().seal(hash, plain, 0, plain.length, sealed, 0);
        mixHash(sealed);
        return sealed;
    }

    byte[] decryptAndHash(byte[] sealed) throws FrameException {
        byte[] plain = new byte[sealed.length - CipherState.OVERHEAD_BYTES];
        keyed().open(hash, sealed, 0, sealed.length, plain, 0);
        mixHash(sealed);
        return plain;
    }

    /** The keys after the handshake: the first is for initiator to responder. Wipes what it is derived from. */
    NoiseKeys split(boolean initiator) {
        byte[] keys = hkdf(NOTHING);
        byte[] first = Arrays.copyOf(keys, ChaChaPoly.KEY_BYTES);
        byte[] second = Arrays.copyOfRange(keys, ChaChaPoly.KEY_BYTES, keys.length);
        CipherState toResponder = new CipherState(first);
        CipherState toInitiator = new CipherState(second);
        for (byte[] trace : new byte[][] {keys, first, second}) {
            Arrays.fill(trace, (byte) 0);
        }
        destroy();
        return initiator ? new NoiseKeys(toResponder, toInitiator) : new NoiseKeys(toInitiator, toResponder);
    }

    void destroy() {
        Arrays.fill(chainingKey, (byte) 0);
        forgetCipher();
    }

    byte[] hash() {
        return hash.clone();
    }

    byte[] chainingKey() {
        return chainingKey.clone();
    }

    private CipherState keyed() {
        if (cipher == null) {
            throw new IllegalStateException("there is no key before the first MixKey");
        }
        return cipher;
    }

    private void forgetCipher() {
        if (cipher != null) {
            cipher.destroy();
            cipher = null;
        }
    }

    private byte[] hkdf(byte[] input) {
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
        hkdf.init(new HKDFParameters(input, chainingKey, NOTHING));
        byte[] keys = new byte[2 * Sha256.HASH_BYTES];
        hkdf.generateBytes(keys, 0, keys.length);
        return keys;
    }
}
