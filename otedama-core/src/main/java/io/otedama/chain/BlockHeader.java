package io.otedama.chain;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The 80 bytes that are hashed. Integers little-endian, hashes in internal order.
 *
 * <pre>
 *   0 version 4 | 4 previous block 32 | 36 merkle root 32 | 68 time 4 | 72 bits 4 | 76 nonce 4
 * </pre>
 *
 * @param version the whole version word, version-rolling bits included
 * @param time seconds since 1970, unsigned 32 bit
 * @param bits compact form of the network target
 */
public record BlockHeader(int version, Hash256 previousBlock, Hash256 merkleRoot, int time, int bits, int nonce) {
    /** Size of a header. */
    public static final int BYTES = 80;

    /** Where the previous block's hash starts. */
    public static final int PREVIOUS_OFFSET = 4;

    /** Where the merkle root starts. */
    public static final int MERKLE_OFFSET = 36;

    /** Where the time starts. */
    public static final int TIME_OFFSET = 68;

    /** Where the compact bits start. */
    public static final int BITS_OFFSET = 72;

    /** Where the nonce starts. */
    public static final int NONCE_OFFSET = 76;

    /**
     * Reads the 80 bytes at {@code offset}.
     *
     * @throws IllegalArgumentException when fewer than 80 bytes follow {@code offset}
     */
    public static BlockHeader parse(byte[] bytes, int offset) {
        if (offset < 0 || bytes.length - offset < BYTES) {
            throw new IllegalArgumentException("a header needs 80 bytes, found " + (bytes.length - offset));
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return new BlockHeader(
                in.getInt(offset),
                Hash256.ofInternal(bytes, offset + PREVIOUS_OFFSET),
                Hash256.ofInternal(bytes, offset + MERKLE_OFFSET),
                in.getInt(offset + TIME_OFFSET),
                in.getInt(offset + BITS_OFFSET),
                in.getInt(offset + NONCE_OFFSET));
    }

    /** The 80 bytes. */
    public byte[] toBytes() {
        byte[] out = new byte[BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(0, version);
        previousBlock.writeTo(out, PREVIOUS_OFFSET);
        merkleRoot.writeTo(out, MERKLE_OFFSET);
        buffer.putInt(TIME_OFFSET, time).putInt(BITS_OFFSET, bits).putInt(NONCE_OFFSET, nonce);
        return out;
    }

    /** The block's identity: double SHA-256 of the header, whatever the proof-of-work algorithm. */
    public Hash256 hash() {
        return Sha256d.of(toBytes());
    }

    /**
     * The network target that {@link #bits()} means.
     *
     * @throws IllegalArgumentException when the bits mean none
     */
    public Target target() {
        return Target.ofCompact(bits);
    }
}
