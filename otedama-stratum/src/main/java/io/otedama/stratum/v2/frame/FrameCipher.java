package io.otedama.stratum.v2.frame;

/** Seals and opens the pieces of a frame, in order; one object per direction. Not thread-safe. */
public interface FrameCipher {
    /** Bytes a sealed piece is longer than the plain one: 16 for Noise, 0 in the clear. */
    int overheadBytes();

    /** Seals {@code length} bytes into {@code out}; returns the number of bytes written. */
    int seal(byte[] plain, int offset, int length, byte[] out, int outOffset);

    /** Opens {@code length} sealed bytes into {@code out}; returns the number of plain bytes. */
    int open(byte[] sealed, int offset, int length, byte[] out, int outOffset) throws FrameException;
}
