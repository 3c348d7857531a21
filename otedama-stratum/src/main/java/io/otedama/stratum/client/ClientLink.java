package io.otedama.stratum.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection of a client, of any protocol, from the attempt to make it until its end: opening, time-outs, and one
 * end with one reason. Event loop only, except {@link #channel} and {@link #number}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failed writes and closes show as channelInactive
public abstract class ClientLink {
    /** Name of the last handler of the pipeline. */
    protected static final String TAIL = "tail";

    private static final long MAX_SWEEP_MS = 1000;

    private final long number;
    private final InetSocketAddress server;
    private final @Nullable SocketAddress localAddress;
    private final EventLoop loop;
    private final ClientTimeouts timeouts;
    private @Nullable Channel connecting;
    private volatile @Nullable Channel channel;
    private long startedNs;
    private long heardNs;
    private boolean ended;
    private DisconnectReason reason = DisconnectReason.CLOSED_BY_SERVER;
    private String detail = "the server closed the connection";

    /**
     * @param number 1 for the first connection of a client, 2 for the next, …
     * @param localAddress source address; null lets the system choose
     */
    protected ClientLink(
            long number,
            InetSocketAddress server,
            @Nullable SocketAddress localAddress,
            EventLoop loop,
            ClientTimeouts timeouts) {
        this.number = number;
        this.server = server;
        this.localAddress = localAddress;
        this.loop = loop;
        this.timeouts = timeouts;
    }

    // ---- what a protocol does

    /** Adds the protocol's handlers to a new channel. */
    protected abstract void prepare(ChannelPipeline pipeline);

    /** The TCP connection stands. */
    protected abstract void active();

    /** True when nothing is awaited any more before shares can be submitted. */
    protected abstract boolean isUsable();

    /** What has been awaited for too long, for a log. */
    protected abstract String awaited();

    /** Looks for what has waited too long; several times within the shortest time-out. */
    protected abstract void sweep(long nowNs);

    /** A handler threw; by default the connection ends. */
    protected void failed(Throwable cause) {
        end(DisconnectReason.CLOSED_BY_SERVER, cause.toString());
    }

    /** The end of the connection, or of the attempt to make it. Exactly once; {@link #channel} is null. */
    protected abstract void closed(DisconnectReason why, String words);

    // ---- what it has

    public final long number() {
        return number;
    }

    protected final InetSocketAddress server() {
        return server;
    }

    /** The channel while it is connected. Any thread. */
    protected final @Nullable Channel channel() {
        return channel;
    }

    protected final boolean isEnded() {
        return ended;
    }

    /** The server has said something. */
    protected final void heard() {
        heardNs = System.nanoTime();
    }

    /** When an answer to what is sent now is overdue, on the clock of {@link System#nanoTime}. Any thread. */
    protected final long replyDeadlineNs() {
        return System.nanoTime() + timeouts.reply().toNanos();
    }

    /** Starts the attempt. */
    final void open() {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        timeouts.connect().toMillis())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        prepare(made.pipeline());
                        made.pipeline().addLast(TAIL, new Tail());
                    }
                });
        ChannelFuture attempt = bootstrap.connect(server, localAddress);
        connecting = attempt.channel();
        attempt.addListener(done -> {
            if (!done.isSuccess()) {
                Throwable cause = done.cause();
                end(DisconnectReason.CONNECT_FAILED, cause == null ? "no connection" : cause.toString());
                finish();
            }
        });
    }

    /** Drops the connection, or the attempt to make it; {@link #closed} follows. The first reason counts. */
    protected final void end(DisconnectReason why, String words) {
        if (ended) {
            return;
        }
        ended = true;
        reason = why;
        detail = words;
        Channel attempt = connecting;
        if (attempt != null) {
            attempt.close();
        }
    }

    private void finish() {
        channel = null;
        closed(reason, detail);
    }

    private void scheduleSweep() {
        Duration shortest = timeouts.reply();
        shortest = shortest.compareTo(timeouts.idle()) < 0 ? shortest : timeouts.idle();
        shortest = shortest.compareTo(timeouts.handshake()) < 0 ? shortest : timeouts.handshake();
        long periodMs = Math.max(1, Math.min(MAX_SWEEP_MS, shortest.toMillis() / 4));
        loop.schedule(this::sweepAgain, periodMs, TimeUnit.MILLISECONDS);
    }

    private void sweepAgain() {
        if (ended) {
            return;
        }
        long nowNs = System.nanoTime();
        sweep(nowNs);
        if (!isUsable() && nowNs - startedNs >= timeouts.handshake().toNanos()) {
            end(DisconnectReason.HANDSHAKE_TIMEOUT, "no answer to " + awaited());
        } else if (nowNs - heardNs >= timeouts.idle().toNanos()) {
            end(DisconnectReason.IDLE_TIMEOUT, "nothing heard from the server");
        } else {
            scheduleSweep();
        }
    }

    /** The last handler: notices begin, end and errors. */
    private final class Tail extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            channel = context.channel();
            if (ended) {
                context.close();
                return;
            }
            startedNs = System.nanoTime();
            heardNs = startedNs;
            scheduleSweep();
            active();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            ended = true;
            finish();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            failed(cause);
        }
    }
}
