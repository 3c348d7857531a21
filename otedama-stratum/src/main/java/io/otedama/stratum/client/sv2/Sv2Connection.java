package io.otedama.stratum.client.sv2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import io.otedama.stratum.client.ClientLink;
import io.otedama.stratum.client.DisconnectReason;
import io.otedama.stratum.client.ProtocolException;
import io.otedama.stratum.client.Redirect;
import io.otedama.stratum.client.SubmitListener;
import io.otedama.stratum.client.SubmitOutcome;
import io.otedama.stratum.v2.frame.FrameBuffers;
import io.otedama.stratum.v2.frame.FrameCipher;
import io.otedama.stratum.v2.frame.FrameDecoder;
import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.frame.FrameHeader;
import io.otedama.stratum.v2.frame.FrameSink;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.frame.PlainCipher;
import io.otedama.stratum.v2.noise.HandshakeException;
import io.otedama.stratum.v2.noise.NoiseKeys;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * One connection of an {@link Sv2Client}: handshake, frames in and out, shares without answer. Event loop only, except
 * {@link #submit}.
 *
 * <pre>
 *   pipeline   Handshake (until the keys are there) | FrameSealer (out) | FrameDecoder (in) | tail
 * </pre>
 */
@SuppressWarnings("FutureReturnValueIgnored") // failed writes show as the end of the connection
final class Sv2Connection extends ClientLink implements FrameSink, Handshake.Result, Sv2Dialog.Wire {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What all connections of an event loop share. */
    private static final FastThreadLocal<FrameBuffers> BUFFERS = new FastThreadLocal<>() {
        @Override
        protected FrameBuffers initialValue() {
            return new FrameBuffers();
        }
    };

    private final Sv2ClientConfig config;
    private final Sv2Events events;
    private final ShareDesk shares;
    private final Sv2Dialog dialog;
    private final FrameWriter frames = new FrameWriter();
    private @Nullable NoiseKeys keys;
    private @Nullable Redirect redirect;

    Sv2Connection(
            Sv2ClientConfig config,
            Demand demand,
            long number,
            InetSocketAddress server,
            EventLoop loop,
            Sv2Events events) {
        super(number, server, config.localAddress(), loop, config.timeouts());
        this.config = config;
        this.events = events;
        this.shares = new ShareDesk(config.maxOutstanding());
        this.dialog = new Sv2Dialog(config, demand, number, this, events, shares);
    }

    /** The opened channel; null before. Any thread. */
    @Nullable
    ChannelDialog channelDialog() {
        return dialog.channel();
    }

    int outstanding() {
        return shares.outstanding();
    }

    /** Sends one share; the listener hears exactly once. Any thread. */
    void submit(
            long token, Sv2Job job, byte[] extranonce, int time, int nonce, int versionBits, SubmitListener listener) {
        Channel open = channel();
        if (open == null) {
            listener.onReply(token, SubmitOutcome.NOT_SENT, 0, "no connection");
        } else {
            int version = job.rolledVersion(versionBits);
            shares.submit(open, replyDeadlineNs(), token, job, extranonce, time, nonce, version, listener);
        }
    }

    // ---- life

    @Override
    protected void prepare(ChannelPipeline pipeline) {
        if (config.encrypted()) {
            pipeline.addLast(new Handshake(config.authority(), RANDOM, this));
        }
    }

    @Override
    protected void active() {
        events.active();
        if (!config.encrypted()) {
            begin(new PlainCipher(), new PlainCipher());
        }
    }

    @Override
    public void agreed(NoiseKeys agreed) {
        heard();
        keys = agreed;
        begin(agreed.sending(), agreed.receiving());
    }

    @Override
    public void refused(HandshakeException error) {
        end(DisconnectReason.UNTRUSTED, String.valueOf(error.getMessage()));
    }

    private void begin(FrameCipher out, FrameCipher in) {
        Channel open = channel();
        if (open != null) {
            FrameBuffers buffers = BUFFERS.get();
            open.pipeline()
                    .addBefore(TAIL, "sealer", new FrameSealer(out, buffers))
                    .addBefore(TAIL, "decoder", new FrameDecoder(in, config.maxFrameBytes(), buffers, this));
            dialog.start(server());
        }
    }

    @Override
    protected boolean isUsable() {
        return dialog.channel() != null;
    }

    @Override
    protected String awaited() {
        return config.encrypted() && keys == null ? "the Noise handshake" : dialog.awaited();
    }

    @Override
    protected void sweep(long nowNs) {
        shares.expire(nowNs);
    }

    @Override
    protected void closed(DisconnectReason why, String words) {
        shares.close(words);
        ChannelDialog opened = dialog.channel();
        if (opened != null) {
            opened.close(words);
        }
        if (keys != null) {
            keys.destroy();
        }
        events.closed(why, words, redirect);
    }

    // ---- frames in

    @Override
    public boolean isReady() {
        return !isEnded();
    }

    @Override
    public void onFrame(int extensionType, int messageType, byte[] payload, int offset, int length) {
        heard();
        if (isEnded() || FrameHeader.extensionId(extensionType) != FrameHeader.CORE) {
            return; // an extension that was not negotiated: discarded, says the specification
        }
        try {
            dialog.onMessage(extensionType, messageType, payload, offset, length);
        } catch (FrameException e) {
            fail(new ProtocolException(String.valueOf(e.getMessage()), e));
        } catch (ProtocolException e) {
            fail(e);
        }
    }

    @Override
    public void onFrameError(FrameException error) {
        fail(new ProtocolException(String.valueOf(error.getMessage()), error));
    }

    private void fail(ProtocolException error) {
        if (!isEnded()) {
            events.error(error);
            end(DisconnectReason.PROTOCOL_ERROR, String.valueOf(error.getMessage()));
        }
    }

    // ---- what the dialog asks for

    @Override
    public FrameWriter frames() {
        return frames;
    }

    @Override
    public void flush() {
        Channel open = channel();
        if (open != null && frames.length() > 0) {
            ByteBuf plain = open.alloc().heapBuffer(frames.length()).writeBytes(frames.array(), 0, frames.length());
            open.writeAndFlush(plain, open.voidPromise());
        }
        frames.reset();
    }

    @Override
    public void refused(String words) {
        end(DisconnectReason.REFUSED, words);
    }

    @Override
    public void channelClosed(String reasonCode) {
        end(DisconnectReason.CLOSED_BY_SERVER, "the server closed the channel: " + reasonCode);
    }

    /** Who is verified may send the client anywhere: it will demand the same authority there. */
    @Override
    public void reconnect(String host, int port) {
        boolean follows =
                !host.isEmpty() && (config.authority() != null || Redirect.sameOwner(host, server().getHostString()));
        String to = follows ? host : server().getHostString();
        InetSocketAddress address = InetSocketAddress.createUnresolved(to, port == 0 ? server().getPort() : port);
        redirect = new Redirect(address, 0);
        end(DisconnectReason.RECONNECT_REQUESTED, "the server asked to reconnect to " + address);
    }
}
