package io.otedama.pow;

import io.otedama.chain.BlockHeader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * scrypt(password = salt = header, N = 1024, r = 1, p = 1, 32 bytes) as RFC 7914 defines it: PBKDF2-HMAC-SHA256 with one
 * iteration, {@link ScryptMix}, PBKDF2 again. The JDK's {@code Mac} would allocate per hash; here HMAC's two messages are
 * laid out in buffers that are written once per header and hashed with one reused digest.
 *
 * <pre>
 *   inner   key ^ 0x36.. 64 | header 80    | block number 4, big-endian    expand to 128 bytes: blocks 1 to 4
 *   last    key ^ 0x36.. 64 | mixed 128    | 00 00 00 01                   reduce to 32 bytes
 *   outer   key ^ 0x5c.. 64 | inner hash 32
 *   key     SHA-256(header), because a header is longer than SHA-256's block of 64 bytes
 * </pre>
 *
 * <p>Allocates only in its constructor. Not thread-safe.
 */
final class ScryptHasher implements PowHasher {
    private static final VarHandle INT_LE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PAD_BYTES = 64;
    private static final int HASH_BYTES = 32;
    private static final int MIXED_BYTES = 4 * ScryptMix.BLOCK_WORDS;

    private final MessageDigest sha;
    private final ScryptMix scryptMix = new ScryptMix();
    private final byte[] inner = new byte[PAD_BYTES + BlockHeader.BYTES + 4];
    private final byte[] last = new byte[PAD_BYTES + MIXED_BYTES + 4];
    private final byte[] outer = new byte[PAD_BYTES + HASH_BYTES];
    private final byte[] key = new byte[HASH_BYTES];
    private final byte[] expanded = new byte[MIXED_BYTES];
    private final int[] words = new int[ScryptMix.BLOCK_WORDS];

    ScryptHasher() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        last[last.length - 1] = 1;
    }

    @Override
    public void hash(byte[] header, int headerOffset, byte[] out, int outOffset) {
        requireRange("header", header, headerOffset, BlockHeader.BYTES);
        requireRange("result", out, outOffset, HASH_BYTES);
        try {
            prepareKey(header, headerOffset);
            System.arraycopy(header, headerOffset, inner, PAD_BYTES, BlockHeader.BYTES);
            for (int block = 0; block < MIXED_BYTES / HASH_BYTES; block++) {
                inner[inner.length - 1] = (byte) (block + 1);
                hmac(inner, expanded, block * HASH_BYTES);
            }
            mixExpanded();
            hmac(last, out, outOffset);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
    }

    /** Before anything is hashed, because a digest that was left half-way would spoil the next hash. */
    private static void requireRange(String what, byte[] bytes, int offset, int length) {
        if (offset < 0 || bytes.length - offset < length) {
            throw new IllegalArgumentException("no " + length + " bytes for the " + what + " at " + offset);
        }
    }

    private void prepareKey(byte[] header, int headerOffset) throws DigestException {
        sha.update(header, headerOffset, BlockHeader.BYTES);
        sha.digest(key, 0, HASH_BYTES);
        for (int i = 0; i < PAD_BYTES; i++) {
            int keyByte = i < HASH_BYTES ? key[i] : 0;
            inner[i] = (byte) (keyByte ^ 0x36);
            last[i] = inner[i];
            outer[i] = (byte) (keyByte ^ 0x5c);
        }
    }

    /** HMAC of {@code message}, whose first 64 bytes are the padded key already. */
    private void hmac(byte[] message, byte[] out, int outOffset) throws DigestException {
        sha.update(message, 0, message.length);
        sha.digest(outer, PAD_BYTES, HASH_BYTES);
        sha.update(outer, 0, outer.length);
        sha.digest(out, outOffset, HASH_BYTES);
    }

    private void mixExpanded() {
        for (int i = 0; i < words.length; i++) {
            words[i] = (int) INT_LE.get(expanded, 4 * i);
        }
        scryptMix.mix(words);
        for (int i = 0; i < words.length; i++) {
            INT_LE.set(last, PAD_BYTES + 4 * i, words[i]);
        }
    }
}
