package io.otedama.stratum.v2.noise;

import io.otedama.stratum.v2.frame.FrameCipher;
import io.otedama.stratum.v2.frame.FrameException;
import java.util.Objects;

/**
 * One direction of an encrypted connection: a key and the number of pieces sealed or opened under it. Pieces open only in
 * the order in which they were sealed; a repeated, lost, reordered or changed one does not open and the connection must
 * be closed. Allocates nothing. Plain and sealed bytes may be the same array at the same offset; other overlaps are not
 * allowed. Not thread-safe.
 */
public final class CipherState implements FrameCipher {
    /** The longest sealed piece, tag included: a Noise message. */
    public static final int MAX_SEALED_BYTES = 65_535;

    public static final int OVERHEAD_BYTES = ChaChaPoly.TAG_BYTES;

    /** The longest piece that can be sealed. */
    public static final int MAX_PLAIN_BYTES = MAX_SEALED_BYTES - OVERHEAD_BYTES;

    private static final long LAST_NONCE = -1; // 2^64 - 1, which Noise reserves
    private static final byte[] NO_AD = new byte[0];
    private static final String WORN_OUT =
            "this direction has used all 2^64 - 1 nonces of its key; close the connection, a new handshake makes new keys";

    private final ChaChaPoly cipher;
    private long nonce;

    /** @param key 32 bytes, copied */
    CipherState(byte[] key) {
        this(key, 0);
    }

    CipherState(byte[] key, long nonce) {
        this.cipher = new ChaChaPoly(key);
        this.nonce = nonce;
    }

    @Override
    public int overheadBytes() {
        return OVERHEAD_BYTES;
    }

    /**
     * Seals at most {@link #MAX_PLAIN_BYTES}.
     *
     * @throws IllegalArgumentException for a longer piece
     * @throws IllegalStateException when the nonces are used up
     */
    @Override
    public int seal(byte[] plain, int offset, int length, byte[] out, int outOffset) {
        return seal(NO_AD, plain, offset, length, out, outOffset);
    }

    @Override
    public int open(byte[] sealed, int offset, int length, byte[] out, int outOffset) throws FrameException {
        return open(NO_AD, sealed, offset, length, out, outOffset);
    }

    int seal(byte[] ad, byte[] plain, int offset, int length, byte[] out, int outOffset) {
        if (length > MAX_PLAIN_BYTES) {
            throw new IllegalArgumentException("a piece of " + length
                    + " bytes cannot be sealed at once; split it into at most " + MAX_PLAIN_BYTES + " bytes each");
        }
        Objects.checkFromIndexSize(offset, length, plain.length);
        Objects.checkFromIndexSize(outOffset, length + OVERHEAD_BYTES, out.length);
        if (nonce == LAST_NONCE) {
            throw new IllegalStateException(WORN_OUT);
        }
        cipher.seal(nonce, ad, plain, offset, length, out, outOffset);
        nonce++;
        return length + OVERHEAD_BYTES;
    }

    int open(byte[] ad, byte[] sealed, int offset, int length, byte[] out, int outOffset) throws FrameException {
        if (length < OVERHEAD_BYTES || length > MAX_SEALED_BYTES) {
            throw new FrameException(
                    "a sealed piece has " + OVERHEAD_BYTES + " to " + MAX_SEALED_BYTES + " bytes, this one " + length);
        }
        Objects.checkFromIndexSize(offset, length, sealed.length);
        Objects.checkFromIndexSize(outOffset, length - OVERHEAD_BYTES, out.length);
        if (nonce == LAST_NONCE) {
            throw new FrameException(WORN_OUT);
        }
        if (!cipher.open(nonce, ad, sealed, offset, length, out, outOffset)) {
            throw new FrameException("sealed piece " + Long.toUnsignedString(nonce) + ", " + length
                    + " bytes, does not open: it was changed, repeated, reordered or sealed with another key");
        }
        nonce++;
        return length - OVERHEAD_BYTES;
    }

    /** How many pieces were sealed or opened; unsigned. */
    public long nonce() {
        return nonce;
    }

    /** Forgets the key; the object is of no use afterwards. */
    public void destroy() {
        cipher.destroy();
        nonce = LAST_NONCE;
    }

    /** Says how far it is, never the key. */
    @Override
    public String toString() {
        return "CipherState[nonce=" + Long.toUnsignedString(nonce) + ']';
    }
}
