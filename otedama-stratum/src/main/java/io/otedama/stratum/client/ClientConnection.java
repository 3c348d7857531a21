package io.otedama.stratum.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a {@link StratumClient}: lines in and out, submits without answer. Made on the event loop; only
 * {@link #submit} and {@link #sendRaw} may be called from elsewhere.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failed writes show as the end of the connection
final class ClientConnection extends ClientLink implements ClientProtocol.Wire {
    private final ClientConfig config;
    private final ConnectionEvents events;
    private final ClientProtocol protocol;
    private final PendingSubmits pending;
    private final SubmitEncoder encoder;
    private final AcceptScanner scanner = new AcceptScanner();
    private @Nullable Redirect redirect;

    ClientConnection(
            ClientConfig config, long number, InetSocketAddress server, EventLoop loop, ConnectionEvents events) {
        super(number, server, config.localAddress(), loop, config.timeouts());
        this.config = config;
        this.events = events;
        this.protocol = new ClientProtocol(config, number, this, events);
        this.pending = new PendingSubmits(config.maxOutstanding(), RequestEncoder.FIRST_SUBMIT);
        this.encoder = new SubmitEncoder(config.user());
    }

    ClientProtocol protocol() {
        return protocol;
    }

    int outstanding() {
        return pending.size();
    }

    @Override
    protected void prepare(ChannelPipeline pipeline) {
        if (config.tls() != null) {
            pipeline.addLast(encryption(config.tls()));
        }
        pipeline.addLast(new LineBasedFrameDecoder(config.maxLineBytes(), true, true), new Lines());
    }

    private SslHandler encryption(SSLContext tls) {
        SSLEngine engine = tls.createSSLEngine(server().getHostString(), server().getPort());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the certificate is for this host
        engine.setSSLParameters(parameters);
        return new SslHandler(engine);
    }

    @Override
    protected void active() {
        events.active();
        protocol.start();
    }

    @Override
    protected boolean isUsable() {
        return protocol.isReady();
    }

    @Override
    protected String awaited() {
        return "subscribe and authorize";
    }

    @Override
    protected void sweep(long nowNs) {
        pending.expire(nowNs);
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
        Channel open = channel();
        long id = open == null ? -1 : pending.add(token, listener, replyDeadlineNs());
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
        Channel open = channel();
        if (open == null || !open.isActive() || !open.isWritable()) {
            return false;
        }
        open.writeAndFlush(Unpooled.copiedBuffer(bytes), open.voidPromise());
        return true;
    }

    @Override
    public void send(String line) {
        Channel open = channel();
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
        redirect = Redirect.read(params, server());
        end(DisconnectReason.RECONNECT_REQUESTED, "the server asked to reconnect to " + redirect.address());
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
        if (!isEnded()) {
            events.error(error);
            end(DisconnectReason.PROTOCOL_ERROR, String.valueOf(error.getMessage()));
        }
    }

    @Override
    protected void failed(Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            fail(new ProtocolException("a line exceeds " + config.maxLineBytes() + " bytes", cause));
        } else {
            super.failed(cause);
        }
    }

    @Override
    protected void closed(DisconnectReason why, String words) {
        pending.close(words);
        events.closed(why, words, redirect);
    }

    /** Takes the lines that the server sends. */
    private final class Lines extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
            if (isEnded() || !line.isReadable()) {
                return;
            }
            heard();
            long accepted = scanner.scan(line);
            if (accepted >= RequestEncoder.FIRST_SUBMIT) {
                pending.complete(accepted, SubmitOutcome.ACCEPTED, 0, "");
                return;
            }
            try {
                onMessage(parse(line));
            } catch (ProtocolException e) {
                fail(e);
            }
        }
    }
}
