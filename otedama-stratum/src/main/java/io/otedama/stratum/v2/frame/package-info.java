/**
 * Frames of Stratum V2: plain messages to sealed bytes and back. Knows no message. Sees {@code core} only.
 *
 * <pre>
 *   out   message.encode -> FrameWriter -> FrameEncoder -- FrameCipher.seal --> ByteBuf -> socket
 *   in    socket -> FrameDecoder -- FrameCipher.open --> FrameSink.onFrame(extension, type, payload)
 *
 *   frame | extension U16 | type U8 | length U24 | payload, length bytes |    numbers little endian
 *           bit 15: the payload starts with a channel_id
 * </pre>
 *
 * <p>Header and payload chunks are sealed one by one; {@code PlainCipher} leaves them as they are. {@code FrameBuffers}
 * belong to an event loop, coders to a connection.
 */
@NullMarked
package io.otedama.stratum.v2.frame;

import org.jspecify.annotations.NullMarked;
