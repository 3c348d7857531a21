package io.otedama.chain;

import java.util.Arrays;

/**
 * A 256-bit hash: block hash, txid, wtxid, merkle node. Kept in internal order (as hashed and serialised); shown in
 * display order (reversed), as every Bitcoin tool does.
 */
public final class Hash256 implements Comparable<Hash256> {
    /** Size of every hash. */
    public static final int BYTES = 32;

    /** Thirty-two zero bytes: parent of a genesis block, wtxid of a coinbase. */
    public static final Hash256 ZERO = new Hash256(new byte[BYTES]);

    private final byte[] bytes;

    private Hash256(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * From exactly 32 bytes in internal order; copies.
     *
     * @throws IllegalArgumentException when there are more or fewer
     */
    public static Hash256 ofInternal(byte[] internal) {
        if (internal.length != BYTES) {
            throw new IllegalArgumentException("a hash has 32 bytes, found " + internal.length);
        }
        return ofInternal(internal, 0);
    }

    /**
     * From the 32 bytes at {@code offset}, internal order; copies.
     *
     * @throws IllegalArgumentException when fewer than 32 bytes follow {@code offset}
     */
    public static Hash256 ofInternal(byte[] internal, int offset) {
        if (offset < 0 || internal.length - offset < BYTES) {
            throw new IllegalArgumentException("a hash needs 32 bytes, found " + (internal.length - offset));
        }
        return new Hash256(Arrays.copyOfRange(internal, offset, offset + BYTES));
    }

    /**
     * From 64 hex digits in display order (the reverse of internal), as RPC writes hashes.
     *
     * @throws IllegalArgumentException when it is not 64 hex digits
     */
    public static Hash256 ofDisplay(String hex) {
        if (hex.length() != 2 * BYTES) {
            throw new IllegalArgumentException("a hash needs 64 hex digits, found " + hex.length());
        }
        return new Hash256(Hex.reversed(Hex.decode(hex)));
    }

    /** A copy of the 32 bytes, internal order. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** The 32 bytes themselves, internal order; for readers inside this package that do not modify them. */
    byte[] shared() {
        return bytes;
    }

    /** Writes the 32 bytes, internal order. */
    public void writeTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, BYTES);
    }

    /** True when {@code other} holds the same 32 bytes, internal order, at {@code offset}. */
    public boolean matches(byte[] other, int offset) {
        return Arrays.equals(bytes, 0, BYTES, other, offset, offset + BYTES);
    }

    /** 64 hex digits in internal order, as merkle branches are sent to miners. */
    public String toInternalHex() {
        return Hex.encode(bytes);
    }

    /** 64 hex digits in display order. */
    @Override
    public String toString() {
        return Hex.encode(Hex.reversed(bytes));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash256 that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return (bytes[0] & 0xff) | (bytes[1] & 0xff) << 8 | (bytes[2] & 0xff) << 16 | bytes[3] << 24;
    }

    /** Order of the 256-bit little-endian numbers, that is, of the display text. */
    @Override
    public int compareTo(Hash256 other) {
        for (int i = BYTES - 1; i >= 0; i--) {
            int order = Byte.compareUnsigned(bytes[i], other.bytes[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
