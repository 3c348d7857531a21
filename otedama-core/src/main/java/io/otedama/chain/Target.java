package io.otedama.chain;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;

/**
 * A 256-bit threshold: a hash, read as a little-endian integer, meets it when it is not greater. Four words, so that the
 * compare on the share path neither allocates nor branches more than it must.
 */
public final class Target implements Comparable<Target> {
    private static final VarHandle LONG_LE =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final BigInteger TWO_256 = BigInteger.ONE.shiftLeft(256);

    /** 2^256 - 1: every hash meets it. */
    public static final Target MAX = new Target(-1L, -1L, -1L, -1L);

    /** Difficulty 1 as pools count it (bdiff): 0xffff * 2^208. */
    public static final Target DIFFICULTY_1 = of(BigInteger.valueOf(0xffff).shiftLeft(208));

    private final long w3; // most significant
    private final long w2;
    private final long w1;
    private final long w0;

    private Target(long w3, long w2, long w1, long w0) {
        this.w3 = w3;
        this.w2 = w2;
        this.w1 = w1;
        this.w0 = w0;
    }

    /**
     * A target from its value.
     *
     * @throws IllegalArgumentException when negative or wider than 256 bits
     */
    public static Target of(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > 256) {
            throw new IllegalArgumentException("a target has 0 to 256 bits, found " + value.toString(16));
        }
        return new Target(
                value.shiftRight(192).longValue(),
                value.shiftRight(128).longValue(),
                value.shiftRight(64).longValue(),
                value.longValue());
    }

    /**
     * The target that is met once in about so many hashes: floor((2^256 - 1 - h) / (h + 1)), the formula of the Stratum V2
     * reference implementation (hash_rate_to_target).
     *
     * @param hashes not negative; what is wider than 255 bits counts as 2^255
     */
    public static Target ofExpectedHashes(BigInteger hashes) {
        BigInteger most = BigInteger.ONE.shiftLeft(255);
        BigInteger counted = hashes.max(BigInteger.ZERO).min(most);
        return of(TWO_256.subtract(BigInteger.ONE).subtract(counted).divide(counted.add(BigInteger.ONE)));
    }

    /**
     * From 64 hex digits, most significant first, as {@code getblocktemplate} writes {@code target}.
     *
     * @throws IllegalArgumentException when it is not 64 hex digits
     */
    public static Target ofHex(String hex) {
        if (hex.length() != 64) {
            throw new IllegalArgumentException("a target needs 64 hex digits, found " + hex.length());
        }
        return of(new BigInteger(1, Hex.decode(hex)));
    }

    /**
     * From compact bits: {@code mantissa * 256^(exponent - 3)} (Bitcoin Core, arith_uint256::SetCompact).
     *
     * @throws IllegalArgumentException when the sign bit is set, the value is zero, or it does not fit 256 bits
     */
    public static Target ofCompact(int bits) {
        int exponent = bits >>> 24;
        BigInteger mantissa = BigInteger.valueOf(bits & 0x7fffff);
        int shift = 8 * (exponent - 3);
        BigInteger value = shift >= 0 ? mantissa.shiftLeft(shift) : mantissa.shiftRight(-shift);
        if ((bits & 0x800000) != 0 || value.signum() == 0 || value.bitLength() > 256) {
            throw new IllegalArgumentException("compact bits " + Hex.encode8(bits) + " are not a valid target");
        }
        return of(value);
    }

    /** Compact form, rounded down as Bitcoin Core's GetCompact does. */
    public int toCompact() {
        BigInteger value = toBigInteger();
        int size = (value.bitLength() + 7) / 8;
        int mantissa = size <= 3
                ? value.intValue() << (8 * (3 - size))
                : value.shiftRight(8 * (size - 3)).intValue();
        if ((mantissa & 0x800000) != 0) {
            mantissa >>>= 8;
            size++;
        }
        return mantissa | size << 24;
    }

    /**
     * From the 32 bytes at {@code offset}, little endian, as Stratum V2 sends targets.
     *
     * @throws IllegalArgumentException when fewer than 32 bytes follow {@code offset}
     */
    public static Target ofLittleEndian(byte[] bytes, int offset) {
        if (offset < 0 || bytes.length - offset < Hash256.BYTES) {
            throw new IllegalArgumentException("a target needs 32 bytes, found " + (bytes.length - offset));
        }
        return new Target(
                (long) LONG_LE.get(bytes, offset + 24),
                (long) LONG_LE.get(bytes, offset + 16),
                (long) LONG_LE.get(bytes, offset + 8),
                (long) LONG_LE.get(bytes, offset));
    }

    /** Writes the 32 bytes, little endian. */
    public void writeLittleEndian(byte[] out, int offset) {
        LONG_LE.set(out, offset + 24, w3);
        LONG_LE.set(out, offset + 16, w2);
        LONG_LE.set(out, offset + 8, w1);
        LONG_LE.set(out, offset, w0);
    }

    /** True when the 32-byte hash at {@code offset} (internal order) is not greater than this target. */
    public boolean isMetBy(byte[] hash, int offset) {
        long h = (long) LONG_LE.get(hash, offset + 24);
        if (h != w3) {
            return Long.compareUnsigned(h, w3) < 0;
        }
        h = (long) LONG_LE.get(hash, offset + 16);
        if (h != w2) {
            return Long.compareUnsigned(h, w2) < 0;
        }
        h = (long) LONG_LE.get(hash, offset + 8);
        if (h != w1) {
            return Long.compareUnsigned(h, w1) < 0;
        }
        return Long.compareUnsigned((long) LONG_LE.get(hash, offset), w0) <= 0;
    }

    /** True when {@code hash}, read as a number, is not greater than this target. */
    public boolean isMetBy(Hash256 hash) {
        return isMetBy(hash.shared(), 0);
    }

    /** The value; never negative. */
    public BigInteger toBigInteger() {
        byte[] out = new byte[32];
        writeBigEndian(out);
        return new BigInteger(1, out);
    }

    /** Hashes that are expected until one meets this target: floor(2^256 / (target + 1)). */
    BigInteger expectedHashes() {
        return TWO_256.divide(toBigInteger().add(BigInteger.ONE));
    }

    private void writeBigEndian(byte[] out) {
        long[] words = {w3, w2, w1, w0};
        for (int i = 0; i < 32; i++) {
            out[i] = (byte) (words[i / 8] >>> (56 - 8 * (i % 8)));
        }
    }

    /** 64 hex digits, most significant first. */
    @Override
    public String toString() {
        byte[] out = new byte[32];
        writeBigEndian(out);
        return Hex.encode(out);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Target t && w3 == t.w3 && w2 == t.w2 && w1 == t.w1 && w0 == t.w0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(w3 * 31 + w2 * 17 + w1 * 7 + w0);
    }

    @Override
    public int compareTo(Target t) {
        int order = Long.compareUnsigned(w3, t.w3);
        order = order != 0 ? order : Long.compareUnsigned(w2, t.w2);
        order = order != 0 ? order : Long.compareUnsigned(w1, t.w1);
        return order != 0 ? order : Long.compareUnsigned(w0, t.w0);
    }
}
