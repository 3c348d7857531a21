package io.otedama.stratum.v2.frame;

import io.netty.buffer.ByteBuf;

/**
 * Seals frames for the socket: the header by itself, then the payload in chunks; an empty payload has no chunk. One per
 * connection and direction, event loop only. Nothing is allocated.
 *
 * <pre>
 *   plain   | header 6 |            payload, L bytes             |
 *   sealed  | 6 + tag  | chunk 65519 + tag | ... | rest + tag |
 * </pre>
 */
public final class FrameEncoder {
    private final FrameCipher cipher;
    private final byte[] sealed;

    /** @param buffers of the event loop that calls */
    public FrameEncoder(FrameCipher cipher, FrameBuffers buffers) {
        this.cipher = FrameBuffers.checked(cipher);
        this.sealed = buffers.sealed;
    }

    /** Bytes on the wire of a frame with that many plain payload bytes. */
    public int sealedBytes(int payloadBytes) {
        int chunks = (payloadBytes + FrameHeader.MAX_CHUNK_BYTES - 1) / FrameHeader.MAX_CHUNK_BYTES;
        return FrameHeader.BYTES + payloadBytes + (1 + chunks) * cipher.overheadBytes();
    }

    /** Appends all finished frames of {@code frames}, sealed; leaves the writer as it is. */
    public void encode(FrameWriter frames, ByteBuf out) {
        encode(frames.array(), 0, frames.length(), out);
    }

    /**
     * Appends plain frames, one behind the other, sealed: so that a message for many connections is written once.
     *
     * @throws IllegalArgumentException when the bytes are not whole frames
     */
    public void encode(byte[] frames, int offset, int length, ByteBuf out) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int payload = end - at < FrameHeader.BYTES ? -1 : FrameHeader.payloadBytes(frames, at);
            if (payload < 0 || payload > end - at - FrameHeader.BYTES) {
                throw new IllegalArgumentException("half a frame: " + (end - at) + " bytes are left");
            }
            out.ensureWritable(sealedBytes(payload));
            seal(frames, at, FrameHeader.BYTES, out);
            at += FrameHeader.BYTES;
            for (int left = payload; left > 0; left -= FrameHeader.MAX_CHUNK_BYTES) {
                int chunk = Math.min(left, FrameHeader.MAX_CHUNK_BYTES);
                seal(frames, at, chunk, out);
                at += chunk;
            }
        }
    }

    private void seal(byte[] plain, int offset, int length, ByteBuf out) {
        if (out.hasArray()) {
            int at = out.arrayOffset() + out.writerIndex();
            out.writerIndex(out.writerIndex() + cipher.seal(plain, offset, length, out.array(), at));
        } else {
            out.writeBytes(sealed, 0, cipher.seal(plain, offset, length, sealed, 0));
        }
    }
}
