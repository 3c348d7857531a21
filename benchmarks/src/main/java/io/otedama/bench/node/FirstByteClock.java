package io.otedama.bench.node;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Notes when the first bytes of a request were read from the socket; stands before the HTTP codec. Right for clients that
 * wait for an answer before they ask again. Event loop only.
 */
final class FirstByteClock extends ChannelInboundHandlerAdapter {
    private boolean reading;
    private long firstByteNs;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!reading) {
            reading = true;
            firstByteNs = System.nanoTime();
        }
        ctx.fireChannelRead(message);
    }

    /** The request is read; what comes next belongs to another. Returns {@code System.nanoTime()} of its first byte. */
    long endRequest() {
        reading = false;
        return firstByteNs;
    }
}
