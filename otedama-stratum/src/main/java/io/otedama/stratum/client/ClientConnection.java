package io.otedama.stratum.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.TooLongFrameException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection from the attempt to make it until its end: lines in and out, time-outs, submits without answer. Made
 * on the event loop; only {@link #submit} and {@link #sendRaw} may be called from elsewhere.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failed writes and closes show as channelInactive
final class ClientConnection extends SimpleChannelInboundHandler<ByteBuf> implements ClientProtocol.Wire {
    private static final long MAX_SWEEP_MS = 1000;

    private final ClientConfig config;
    private final long number;
    private final InetSocketAddress server;
    private final EventLoop loop;
    private final ConnectionEvents events;
    private final ClientProtocol protocol;
    private final PendingSubmits pending;
    private final SubmitEncoder encoder;
    private final AcceptScanner scanner = new AcceptScanner();
    private @Nullable Channel connecting;
    private volatile @Nullable Channel channel;
    private long startedNs;
    private long lastLineNs;
    private boolean ended;
    private DisconnectReason reason = DisconnectReason.CLOSED_BY_SERVER;
    private String detail = "the server closed the connection";
    private @Nullable Redirect redirect;

    ClientConnection(
            ClientConfig config, long number, InetSocketAddress server, EventLoop loop, ConnectionEvents events) {
        this.config = config;
        this.number = number;
        this.server = server;
        this.loop = loop;
        this.events = events;
        this.protocol = new ClientProtocol(config, number, this, events);
        this.pending = new PendingSubmits(config.maxOutstanding(), RequestEncoder.FIRST_SUBMIT);
        this.encoder = new SubmitEncoder(config.user());
    }

    long number() {
        return number;
    }

    ClientProtocol protocol() {
        return protocol;
    }

    int outstanding() {
        return pending.size();
    }

    /** Starts the attempt. The result comes as {@link ConnectionEvents#ready} or {@link ConnectionEvents#closed}. */
    void open() {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        config.timeouts().connect().toMillis())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel ch) {
                        ch.pipeline()
                                .addLast(new LineBasedFrameDecoder(config.maxLineBytes(), true, true))
                                .addLast(ClientConnection.this);
                    }
                });
        ChannelFuture attempt = bootstrap.connect(server, config.localAddress());
        connecting = attempt.channel();
        attempt.addListener(done -> {
            if (!done.isSuccess()) {
                Throwable cause = done.cause();
                end(DisconnectReason.CONNECT_FAILED, cause == null ? "no connection" : cause.toString());
                finish();
            }
        });
    }

    /** Drops the connection, or the attempt to make it; {@link ConnectionEvents#closed} follows. */
    void end(DisconnectReason why, String words) {
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

    /** Encodes and sends one submit; the listener hears exactly once. Any thread. */
    void submit(
            long token,
            StratumJob job,
            byte[] extranonce2,
            int time,
            int nonce,
            int versionBits,
            SubmitListener listener) {
        Channel open = channel;
        long deadlineNs = System.nanoTime() + config.timeouts().reply().toNanos();
        long id = open == null ? -1 : pending.add(token, listener, deadlineNs);
        if (open == null || id < 0) {
            listener.onReply(token, SubmitOutcome.NOT_SENT, 0, "no connection, or too many submits outstanding");
            return;
        }
        ByteBuf line = open.alloc().buffer(encoder.maxBytes(job, extranonce2));
        encoder.encode(line, id, job, extranonce2, time, nonce, versionBits, protocol.rolling());
        open.writeAndFlush(line, open.voidPromise());
    }

    /** Sends bytes as they are; false when there is no connection or its send buffer is full. Any thread. */
    boolean sendRaw(byte[] bytes) {
        Channel open = channel;
        if (open == null || !open.isActive() || !open.isWritable()) {
            return false;
        }
        open.writeAndFlush(Unpooled.copiedBuffer(bytes), open.voidPromise());
        return true;
    }

    @Override
    public void send(String line) {
        Channel open = channel;
        if (open != null) {
            open.writeAndFlush(ByteBufUtil.writeUtf8(open.alloc(), line), open.voidPromise());
        }
    }

    @Override
    public void refused(String words) {
        end(DisconnectReason.REFUSED, words);
    }

    @Override
    public void reconnect(JsonNode params) {
        redirect = Redirect.read(params, server);
        end(DisconnectReason.RECONNECT_REQUESTED, "the server asked to reconnect to " + redirect.address());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        if (ended) {
            context.close();
            return;
        }
        startedNs = System.nanoTime();
        lastLineNs = startedNs;
        scheduleSweep();
        events.active();
        protocol.start();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
        if (ended || !line.isReadable()) {
            return;
        }
        lastLineNs = System.nanoTime();
        long accepted = scanner.scan(line);
        if (accepted >= RequestEncoder.FIRST_SUBMIT) {
            pending.complete(accepted, SubmitOutcome.ACCEPTED, 0, "");
        } else {
            try {
                onMessage(parse(line));
            } catch (ProtocolException e) {
                fail(e);
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended = true;
        finish();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            fail(new ProtocolException("a line exceeds " + config.maxLineBytes() + " bytes", cause));
        } else {
            end(DisconnectReason.CLOSED_BY_SERVER, cause.toString());
        }
    }

    private void onMessage(JsonNode message) {
        if (!message.isObject()) {
            throw new ProtocolException("a message must be a JSON object");
        }
        long id = Fields.requestId(message.path("id"));
        if (message.path("method").isTextual() || id < RequestEncoder.FIRST_SUBMIT) {
            protocol.onMessage(message, id);
            return;
        }
        Refusal refusal = Refusal.read(message);
        if (refusal == null) {
            pending.complete(id, SubmitOutcome.ACCEPTED, 0, "");
        } else {
            pending.complete(id, SubmitOutcome.REJECTED, refusal.code(), refusal.message());
        }
    }

    private static JsonNode parse(ByteBuf line) {
        try (InputStream in = new ByteBufInputStream(line)) {
            return Fields.JSON.readTree(in);
        } catch (JsonProcessingException e) {
            throw new ProtocolException("not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ProtocolException("not readable: " + e.getMessage(), e);
        }
    }

    private void fail(ProtocolException error) {
        if (!ended) {
            events.error(error);
            end(DisconnectReason.PROTOCOL_ERROR, String.valueOf(error.getMessage()));
        }
    }

    private void finish() {
        channel = null;
        pending.close(detail);
        events.closed(reason, detail, redirect);
    }

    private void scheduleSweep() {
        ClientTimeouts t = config.timeouts();
        Duration shortest = t.reply().compareTo(t.idle()) < 0 ? t.reply() : t.idle();
        shortest = shortest.compareTo(t.handshake()) < 0 ? shortest : t.handshake();
        long periodMs = Math.max(1, Math.min(MAX_SWEEP_MS, shortest.toMillis() / 4));
        loop.schedule(this::sweep, periodMs, TimeUnit.MILLISECONDS);
    }

    /** Looks for what has waited too long; sets itself up again until the connection has ended. */
    private void sweep() {
        if (ended) {
            return;
        }
        long nowNs = System.nanoTime();
        pending.expire(nowNs);
        ClientTimeouts timeouts = config.timeouts();
        if (!protocol.isReady() && nowNs - startedNs >= timeouts.handshake().toNanos()) {
            end(DisconnectReason.HANDSHAKE_TIMEOUT, "no answer to subscribe and authorize");
        } else if (nowNs - lastLineNs >= timeouts.idle().toNanos()) {
            end(DisconnectReason.IDLE_TIMEOUT, "no line from the server");
        } else {
            scheduleSweep();
        }
    }
}
