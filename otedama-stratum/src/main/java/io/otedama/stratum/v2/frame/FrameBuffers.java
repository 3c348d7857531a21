package io.otedama.stratum.v2.frame;

/**
 * What sealing and opening reuse: one per event loop, shared by all its decoders and encoders. Not thread-safe.
 *
 * <p>{@code sealed} is free again as soon as a piece was opened or written; {@code plain} belongs to a sink during its
 * {@code onFrame}. So a sink may encode an answer while it reads a frame.
 */
public final class FrameBuffers {
    /** Longest overhead of a cipher that fits. */
    static final int MAX_OVERHEAD_BYTES = 16;

    final byte[] sealed = new byte[FrameHeader.MAX_CHUNK_BYTES + MAX_OVERHEAD_BYTES];
    final byte[] plain = new byte[FrameHeader.MAX_CHUNK_BYTES];
    final byte[] header = new byte[FrameHeader.BYTES];

    static FrameCipher checked(FrameCipher cipher) {
        if (cipher.overheadBytes() < 0 || cipher.overheadBytes() > MAX_OVERHEAD_BYTES) {
            throw new IllegalArgumentException("a cipher adds 0 to " + MAX_OVERHEAD_BYTES
                    + " bytes to a piece, this one " + cipher.overheadBytes());
        }
        return cipher;
    }
}
