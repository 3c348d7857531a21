package io.otedama.stratum.client.sv2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.otedama.stratum.v2.frame.FrameBuffers;
import io.otedama.stratum.v2.frame.FrameCipher;
import io.otedama.stratum.v2.frame.FrameEncoder;

/** Seals whole plain frames, in heap buffers, on their way to the socket: in the order in which they are written. */
final class FrameSealer extends ChannelOutboundHandlerAdapter {
    private final FrameEncoder encoder;

    FrameSealer(FrameCipher cipher, FrameBuffers buffers) {
        encoder = new FrameEncoder(cipher, buffers);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the promise is the caller's
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        ByteBuf plain = (ByteBuf) message;
        ByteBuf sealed = context.alloc().buffer(encoder.sealedBytes(plain.readableBytes()));
        try {
            encoder.encode(plain.array(), plain.arrayOffset() + plain.readerIndex(), plain.readableBytes(), sealed);
        } catch (RuntimeException e) {
            sealed.release();
            throw e;
        } finally {
            plain.release();
        }
        context.write(sealed, promise);
    }
}
