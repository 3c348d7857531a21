package io.otedama.gateway.ws;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.otedama.security.TokenBucket;
import io.otedama.spi.PoolClock;

/**
 * Stands before Vert.x and counts every frame of a client. Vert.x answers each PING by itself, whether or not the client reads: the
 * answers to one who only asks would fill the memory. Who sends too many is cut off; while answers wait, PINGs get none. Event loop.
 */
final class FrameGuard extends ChannelInboundHandlerAdapter {
    /** Frames a client may send at once, of whatever kind. */
    static final int FRAME_BURST = 64;

    /** Frames a client may send each second. */
    static final int FRAMES_PER_SECOND = 16;

    private final PoolClock clock;
    private final TokenBucket bucket;
    private boolean cut;

    FrameGuard(PoolClock clock) {
        this.clock = clock;
        this.bucket = new TokenBucket(FRAME_BURST, FRAMES_PER_SECOND, clock.nanoTime());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof WebSocketFrame)) {
            context.fireChannelRead(message);
        } else if (cut || !bucket.tryTake(1, clock.nanoTime())) {
            ReferenceCountUtil.release(message);
            if (!cut) {
                cut = true;
                HardEnd.of(context.channel());
            }
        } else if (message instanceof PingWebSocketFrame && !context.channel().isWritable()) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }
}
