package io.otedama.stratum;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.otedama.security.Misbehaviour;
import io.otedama.spi.MetricsSink.Counter;
import io.otedama.stratum.StratumPort.Protocol;
import io.otedama.stratum.transport.TlsDesk;
import io.otedama.stratum.v2.HandshakeDesk;
import io.otedama.stratum.v2.V2Ciphers;
import io.otedama.stratum.v2.frame.PlainCipher;
import io.otedama.stratum.v2.noise.NoiseResponder;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection until it is known what it speaks, and, if that is Stratum V2, until its handshake is done. Then the protocol
 * takes over. One time limit holds for all of it. Event loop only.
 *
 * <pre>
 *   first bytes -- TLS -&gt; TlsDesk; what comes out is looked at again, as first bytes inside TLS
 *               -- V1 ------------------------------------------------------&gt; V1Service
 *               -- V2 in the clear, inside TLS or from this machine ---------&gt; V2Service
 *               -- 64 bytes of noise -&gt; HandshakeDesk -&gt; 234 bytes sent -----&gt; V2Service
 *   no decision in time, something behind the 64 bytes, a desk full,
 *   not spoken at this port, TLS needed, a PROXY header of a stranger -------&gt; closed
 * </pre>
 *
 * <p>A connection ends for one reason, which is counted once. Whoever had a handshake worked on and then leaves is blamed, or
 * the work could be had for nothing again and again; whoever connects and says nothing of that kind is not.
 */
final class Doorway extends ChannelInboundHandlerAdapter implements HandshakeDesk.Result {
    private final Services services;
    private final StratumPort port;
    private final Channel channel;
    private final InetAddress address;
    private final boolean speaksV2;
    private boolean encrypted;
    private @Nullable ByteBuf first;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> timeout;

    /** The protocol has it, and tells the gate when it ends; never before that is sure. */
    private boolean handedOver;

    private boolean shaking;
    private boolean refused;

    Doorway(Services services, StratumPort port, Channel channel, InetAddress address) {
        this.services = services;
        this.port = port;
        this.speaksV2 = services.second() != null && port.speaks(Protocol.V2);
        this.channel = channel;
        this.address = address;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        int millis = services.terms().limits().handshakeMillis();
        timeout = channel.eventLoop().schedule(this::tooLate, millis, TimeUnit.MILLISECONDS);
    }

    private void tooLate() {
        refuse(services.terms().metrics().timedOut, Misbehaviour.SLOW_HANDSHAKE);
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
            services.terms().gate().leave(address);
        }
    }

    /** Ends the connection; the first reason is the only one. */
    private void refuse(Counter counter, @Nullable Misbehaviour kind) {
        if (!refused) {
            refused = true;
            counter.increment();
            if (kind != null) {
                services.terms().guard().onMisbehaviour(address, null, kind);
            }
        }
        close();
    }

    /** The peer left a handshake that was worked on; not said of those whom the server itself ends. */
    private void abandoned() {
        if (!refused && !handedOver && !channel.eventLoop().isShuttingDown()) {
            refused = true;
            services.terms().guard().onMisbehaviour(address, null, Misbehaviour.ABANDONED_HANDSHAKE);
        }
        close();
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
        if (refused || !(message instanceof ByteBuf bytes)) {
            ReferenceCountUtil.release(message);
            return;
        }
        ByteBuf all = first == null ? bytes : gather(first, bytes);
        first = all;
        FirstBytes kind = FirstBytes.of(all, mayEncrypt(), speaksV2);
        if (kind == FirstBytes.TLS) {
            first = null;
            encrypt(ctx, all);
            return;
        }
        if (kind != FirstBytes.UNDECIDED && port.tls() == TlsUse.REQUIRED && !encrypted) {
            mismatch();
            return;
        }
        switch (kind) {
            case V1 -> first();
            case V2_PLAIN -> plain();
            case V2_NOISE -> noise(all);
            case PROXY_HEADER -> failed("a PROXY header of somebody who is no configured proxy");
            default -> {} // the time-out decides
        }
        deliver(ctx);
    }

    private boolean mayEncrypt() {
        return !encrypted && port.tls() != TlsUse.OFF && services.tls() != null;
    }

    /** From here on what comes is decrypted first. */
    private void encrypt(ChannelHandlerContext ctx, ByteBuf hello) {
        TlsDesk desk = services.tls();
        boolean inTime = services.terms().guard().admitHandshake(address);
        SslHandler handler = desk == null || !inTime ? null : desk.handler(channel.alloc());
        if (handler == null) {
            hello.release();
            refuse(services.terms().metrics().refused, null);
            return;
        }
        encrypted = true;
        handler.handshakeFuture().addListener(end -> {
            if (end.cause()
                    instanceof IOException) { // TLS says so, or the connection ended; else it is the server's fault
                abandoned();
            }
        });
        ctx.pipeline().addBefore(ctx.name(), "tls", handler);
        ctx.pipeline().fireChannelRead(hello);
    }

    private static ByteBuf gather(ByteBuf before, ByteBuf more) {
        try {
            return before.writeBytes(more); // at most the few bytes that were too few before, and one read
        } finally {
            more.release();
        }
    }

    private void first() {
        if (port.speaks(Protocol.V1)) {
            services.v1().serve(channel, address, port.difficulty());
            handedOver = true;
        } else {
            mismatch();
        }
    }

    private void plain() {
        Services.Second second = services.second();
        if (second != null && (encrypted || second.allowsPlaintext(address))) {
            V2Ciphers none = new V2Ciphers(new PlainCipher(), new PlainCipher());
            second.v2().serve(channel, address, port.difficulty(), none);
            handedOver = true;
        } else {
            mismatch();
        }
    }

    private void noise(ByteBuf all) {
        if (shaking || all.readableBytes() > NoiseResponder.ACT1_BYTES) {
            failed("nothing may follow before the second act is out");
        } else if (all.readableBytes() == NoiseResponder.ACT1_BYTES) {
            shaking = true;
            byte[] act = new byte[NoiseResponder.ACT1_BYTES];
            all.readBytes(act);
            Services.Second second = services.second();
            boolean inTime = services.terms().guard().admitHandshake(address);
            if (second == null || !inTime || !second.desk().submit(act, channel, this)) {
                refuse(services.terms().metrics().refused, null);
            }
        }
    }

    // ---- the handshake

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the connection
    public void agreed(byte[] secondAct, V2Ciphers ciphers) {
        ChannelHandlerContext ctx = context;
        Services.Second second = services.second();
        if (second == null || ctx == null || refused) {
            return;
        }
        if (ctx.isRemoved() || !channel.isActive()) {
            abandoned();
            return;
        }
        channel.writeAndFlush(channel.alloc().buffer(secondAct.length).writeBytes(secondAct));
        try {
            second.v2().serve(channel, address, port.difficulty(), ciphers);
        } catch (RuntimeException e) { // from the handshake's task, and not from the pipeline
            exceptionCaught(ctx, e);
            return;
        }
        handedOver = true;
        deliver(ctx);
    }

    @Override
    public void failed(String reason) {
        refuse(services.terms().metrics().malformed, Misbehaviour.FAILED_HANDSHAKE);
    }

    /** What it speaks is not spoken here: a mistake in its settings more often than malice, and no step on the guard's ladder. */
    private void mismatch() {
        refuse(services.terms().metrics().malformed, null);
    }

    @Override
    public void unable(String reason) {
        close();
    }

    // ---- what follows

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
