package io.otedama.stratum;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.otedama.stratum.v2.HandshakeDesk;
import io.otedama.stratum.v2.V2Ciphers;
import io.otedama.stratum.v2.frame.PlainCipher;
import io.otedama.stratum.v2.noise.NoiseResponder;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection until it is known what it speaks, and, if that is Stratum V2, until its handshake is done. Then the protocol
 * takes over. Event loop only.
 *
 * <pre>
 *   first bytes -- V1 ------------------------------------------------------&gt; V1Service
 *               -- V2 in the clear, from this machine (or allowed) ----------&gt; V2Service
 *               -- 64 bytes of noise -&gt; HandshakeDesk -&gt; 234 bytes sent -----&gt; V2Service
 *   no decision in time, something behind the 64 bytes, desk full ----------&gt; closed
 * </pre>
 */
final class Doorway extends ChannelInboundHandlerAdapter implements HandshakeDesk.Result {
    private final Services.Second protocols;
    private final Channel channel;
    private final InetAddress address;
    private @Nullable ByteBuf first;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> timeout;
    private boolean handedOver;
    private boolean shaking;

    Doorway(Services.Second protocols, Channel channel, InetAddress address) {
        this.protocols = protocols;
        this.channel = channel;
        this.address = address;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        int millis = protocols.terms().limits().handshakeMillis();
        timeout = channel.eventLoop().schedule(this::tooLate, millis, TimeUnit.MILLISECONDS);
    }

    private void tooLate() {
        protocols.terms().metrics().timedOut.increment();
        close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (timeout != null) {
            timeout.cancel(false);
        }
        if (first != null) {
            first.release();
            first = null;
        }
        if (!handedOver) {
            protocols.terms().gate().leave(address);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // handlerRemoved tells the end
    private void close() {
        channel.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        close();
    }

    // ---- the first bytes

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            ReferenceCountUtil.release(message);
            return;
        }
        ByteBuf all = first == null ? bytes : gather(first, bytes);
        first = all;
        switch (FirstBytes.of(all)) {
            case UNDECIDED -> {
                // the time-out decides
            }
            case V1 -> protocols.v1().serve(handOver(), address);
            case V2_PLAIN -> plain();
            case V2_NOISE -> noise(all);
        }
        deliver(ctx);
    }

    private static ByteBuf gather(ByteBuf before, ByteBuf more) {
        try {
            return before.writeBytes(more); // at most the few bytes that were too few before, and one read
        } finally {
            more.release();
        }
    }

    private void plain() {
        if (protocols.allowsPlaintext(address)) {
            protocols.v2().serve(handOver(), address, new V2Ciphers(new PlainCipher(), new PlainCipher()));
        } else {
            failed("not encrypted");
        }
    }

    private void noise(ByteBuf all) {
        if (shaking || all.readableBytes() > NoiseResponder.ACT1_BYTES) {
            failed("nothing may follow before the second act is out");
        } else if (all.readableBytes() == NoiseResponder.ACT1_BYTES) {
            shaking = true;
            byte[] act = new byte[NoiseResponder.ACT1_BYTES];
            all.readBytes(act);
            if (!protocols.desk().submit(act, channel, this)) {
                protocols.terms().metrics().refused.increment();
                close();
            }
        }
    }

    // ---- the handshake

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the connection
    public void agreed(byte[] secondAct, V2Ciphers ciphers) {
        ChannelHandlerContext ctx = context;
        if (ctx == null || ctx.isRemoved() || !channel.isActive()) {
            return;
        }
        channel.writeAndFlush(channel.alloc().buffer(secondAct.length).writeBytes(secondAct));
        protocols.v2().serve(handOver(), address, ciphers);
        deliver(ctx);
    }

    @Override
    public void failed(String reason) {
        protocols.terms().metrics().malformed.increment();
        close();
    }

    // ---- what follows

    private Channel handOver() {
        handedOver = true;
        return channel;
    }

    /** Steps aside; what has come already is for the protocol. */
    private void deliver(ChannelHandlerContext ctx) {
        if (!handedOver) {
            return;
        }
        ByteBuf bytes = first;
        first = null;
        if (bytes != null && bytes.isReadable()) {
            ctx.fireChannelRead(bytes);
            ctx.fireChannelReadComplete();
        } else if (bytes != null) {
            bytes.release();
        }
        ctx.pipeline().remove(this);
    }
}
