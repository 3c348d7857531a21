package io.otedama.stratum.v2.frame;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Opens what a socket delivers and hands on frame by frame. One per connection, event loop only.
 *
 * <pre>
 *   read buffer --+--> open header --> length within the limit? --> open chunks --> sink.onFrame
 *                 |                                                    |
 *                 +--> pending: an unfinished piece, or what           +--> payload: opened chunks of a frame with more
 *                      the sink does not want yet                           than one, as long as it is unfinished
 * </pre>
 *
 * <p>What a peer claims costs nothing: both grow only by bytes that have arrived. A frame of one chunk is opened into the
 * loop's buffer, without allocation. While the sink is not ready the channel is not read, so that what waits is at most one
 * read and one unfinished chunk. After {@code onFrameError} everything that comes is thrown away.
 */
public final class FrameDecoder extends ChannelInboundHandlerAdapter {
    private static final int NO_HEADER = -1;
    private static final byte[] NOTHING = {};

    private final FrameCipher cipher;
    private final FrameBuffers buffers;
    private final FrameSink sink;
    private int maxPayloadBytes;

    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf pending;
    private boolean borrowed;
    private boolean decoding;
    private boolean suspended;
    private boolean ended;

    private int extensionType;
    private int messageType;
    private int length = NO_HEADER;
    private int opened;
    private byte[] payload = NOTHING;

    /**
     * @param cipher opens what the peer seals
     * @param maxPayloadBytes a frame that claims more is refused at its header
     * @param buffers of the event loop that the channel belongs to
     */
    public FrameDecoder(FrameCipher cipher, int maxPayloadBytes, FrameBuffers buffers, FrameSink sink) {
        this.cipher = FrameBuffers.checked(cipher);
        this.buffers = buffers;
        this.sink = sink;
        maxPayloadBytes(maxPayloadBytes);
    }

    /** From the next header on, frames that claim more are refused. */
    public void maxPayloadBytes(int max) {
        if (max < 0 || max > FrameHeader.MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "a payload limit lies in 0 to " + FrameHeader.MAX_PAYLOAD_BYTES + ", found " + max);
        }
        maxPayloadBytes = max;
    }

    /** True while a frame has begun and not ended. */
    public boolean isAmidFrame() {
        return length != NO_HEADER || pending != null;
    }

    /** Bytes that wait, sealed or opened; what an unfinished frame holds. */
    public int heldBytes() {
        return (pending == null ? 0 : pending.capacity()) + payload.length;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        end();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end();
        ctx.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes && !ended) {
            feed(bytes);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    /** What has been read, by a handler that keeps the pace itself; takes over the reference. */
    public void feed(ByteBuf in) {
        if (ended) {
            in.release();
            return;
        }
        ByteBuf waiting = pending;
        if (waiting == null) {
            pending = in;
            borrowed = true;
        } else {
            try {
                own(waiting).writeBytes(in);
            } finally {
                in.release();
            }
        }
        resume();
    }

    /** Goes on with what waits as far as the sink is ready; called on the event loop when it is again. */
    public void resume() {
        if (decoding || ended) {
            return; // the loop that runs asks the sink before each frame
        }
        decoding = true;
        try {
            while (mayRead() && advance()) {
                // one piece after the other
            }
        } catch (FrameException error) {
            ended = true;
            sink.onFrameError(error);
        } finally {
            decoding = false;
            keepTheRest();
        }
        readAsTheSinkLikes();
    }

    private boolean mayRead() {
        return !ended && (length != NO_HEADER || sink.isReady());
    }

    /** Opens the next piece. @return false when it has not arrived whole */
    private boolean advance() throws FrameException {
        ByteBuf in = pending;
        boolean isHeader = length == NO_HEADER;
        int chunk = isHeader ? FrameHeader.BYTES : Math.min(length - opened, FrameHeader.MAX_CHUNK_BYTES);
        int piece = chunk + cipher.overheadBytes();
        if (in == null || in.readableBytes() < piece) {
            return false;
        }
        in.readBytes(buffers.sealed, 0, piece);
        if (isHeader) {
            open(piece, buffers.header, 0, chunk);
            onHeader();
        } else if (chunk == length) {
            open(piece, buffers.plain, 0, chunk);
            deliver(buffers.plain);
        } else {
            onChunk(piece, chunk);
        }
        return true;
    }

    private void open(int piece, byte[] out, int at, int expected) throws FrameException {
        int plain = cipher.open(buffers.sealed, 0, piece, out, at);
        if (plain != expected) {
            throw new FrameException("a piece of " + expected + " bytes was expected, " + plain + " were sealed");
        }
    }

    private void onHeader() throws FrameException {
        extensionType = FrameHeader.extensionType(buffers.header, 0);
        messageType = FrameHeader.messageType(buffers.header, 0);
        int claimed = FrameHeader.payloadBytes(buffers.header, 0);
        if (claimed > maxPayloadBytes) {
            throw new FrameException("a frame of extension " + FrameHeader.extensionId(extensionType) + ", type 0x"
                    + Integer.toHexString(messageType) + ", claims " + claimed + " bytes; at most " + maxPayloadBytes
                    + " are taken here");
        }
        length = claimed;
        if (claimed == 0) {
            deliver(NOTHING);
        }
    }

    private void onChunk(int piece, int chunk) throws FrameException {
        if (payload.length < opened + chunk) {
            payload = Arrays.copyOf(payload, Math.min(length, 2 * opened + chunk));
        }
        open(piece, payload, opened, chunk);
        opened += chunk;
        if (opened == length) {
            byte[] whole = payload;
            payload = NOTHING;
            opened = 0;
            deliver(whole);
        }
    }

    private void deliver(byte[] whole) {
        int bytes = length;
        length = NO_HEADER;
        sink.onFrame(extensionType, messageType, whole, 0, bytes);
    }

    /** The socket's buffer goes back; an unfinished piece is copied aside. */
    private void keepTheRest() {
        ByteBuf waiting = pending;
        if (waiting == null) {
            return;
        }
        if (ended || !waiting.isReadable()) {
            pending = null;
            waiting.release();
        } else if (borrowed) {
            own(waiting);
        } else {
            waiting.discardSomeReadBytes();
        }
        if (ended) {
            payload = NOTHING;
        }
    }

    /** What waits, in a buffer of our own that can grow. */
    private ByteBuf own(ByteBuf waiting) {
        if (!borrowed) {
            return waiting;
        }
        borrowed = false;
        ByteBuf own = waiting.alloc().buffer(waiting.readableBytes()).writeBytes(waiting);
        pending = own;
        waiting.release();
        return own;
    }

    private void readAsTheSinkLikes() {
        ChannelHandlerContext ctx = context;
        boolean hold = !ended && !sink.isReady();
        if (ctx != null && hold != suspended) {
            suspended = hold;
            ctx.channel().config().setAutoRead(!hold);
        }
    }

    /** The connection is gone: gives back what is held. */
    public void close() {
        end();
    }

    private void end() {
        ended = true;
        if (!decoding) {
            keepTheRest();
        }
        payload = NOTHING;
    }
}
