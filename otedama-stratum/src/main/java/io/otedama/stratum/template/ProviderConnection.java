package io.otedama.stratum.template;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.otedama.spi.PoolClock;
import io.otedama.stratum.v2.frame.FrameBuffers;
import io.otedama.stratum.v2.frame.FrameCipher;
import io.otedama.stratum.v2.frame.FrameDecoder;
import io.otedama.stratum.v2.frame.FrameEncoder;
import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.frame.FrameSink;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.frame.PlainCipher;
import io.otedama.stratum.v2.noise.NoiseKeys;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One TCP connection to the provider from the attempt to make it until its end. Event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // failed writes and closes show as channelInactive
final class ProviderConnection extends ChannelInboundHandlerAdapter implements FrameSink, TemplateDialog.Wire {
    /** Longest message before the setup: an error with its code. */
    static final int MAX_SETUP_BYTES = 1_024;

    /** Longest message: the transactions of a full block, whose serialisation has at most 4,000,000 bytes. */
    static final int MAX_PAYLOAD_BYTES = 1 << 23;

    /** Hears how it goes. */
    interface Events {
        void established();

        /** Nothing follows. */
        void closed(String why);
    }

    private final TemplateProviderConfig config;
    private final EventLoop loop;
    private final FrameBuffers buffers;
    private final PoolClock clock;
    private final Events events;
    private final TemplateIntake intake;
    private final TemplateDialog dialog;
    private final FrameWriter writer = new FrameWriter();
    private @Nullable Channel channel;
    private @Nullable FrameEncoder encoder;
    private @Nullable FrameDecoder decoder;
    private @Nullable NoiseKeys keys;
    private boolean ended;
    private boolean finished;
    private String why = "the provider closed the connection";

    ProviderConnection(
            TemplateProviderConfig config,
            EventLoop loop,
            FrameBuffers buffers,
            PoolClock clock,
            Events events,
            TemplateIntake intake) {
        this.config = config;
        this.loop = loop;
        this.buffers = buffers;
        this.clock = clock;
        this.events = events;
        this.intake = intake;
        this.dialog = new TemplateDialog(config, intake, this);
    }

    /** Starts the attempt. */
    void open() {
        NoiseOpening noise = null;
        if (config.encrypted()) {
            try {
                noise = new NoiseOpening(config.authority(), clock, this::agreed, this::end);
            } catch (LinkageError e) {
                end("no handshake can succeed, a library is missing or does not fit this machine: " + e.getMessage());
                loop.execute(this::finish);
                return;
            }
        }
        connect(noise);
    }

    private void connect(@Nullable NoiseOpening noise) {
        long limitMs = config.replyTimeout().toMillis();
        ChannelFuture attempt = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) limitMs)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel ch) {
                        if (noise != null) {
                            ch.pipeline().addLast(noise);
                        } else {
                            PlainCipher none = new PlainCipher();
                            ch.pipeline().addLast(frames(none, none));
                        }
                        ch.pipeline().addLast(ProviderConnection.this);
                    }
                })
                .connect(config.host(), config.port());
        channel = attempt.channel();
        attempt.addListener(done -> {
            Throwable cause = done.cause();
            if (cause != null) {
                end("no connection: " + cause.getMessage());
                finish();
            }
        });
    }

    /** The handler of frames stands in front of this one, behind that of the handshake, which hands it what is left. */
    private void agreed(ChannelHandlerContext ctx, NoiseKeys both) {
        keys = both;
        ctx.pipeline().addAfter(ctx.name(), "frames", frames(both.receiving(), both.sending()));
        dialog.start();
    }

    private FrameDecoder frames(FrameCipher receiving, FrameCipher sending) {
        encoder = new FrameEncoder(sending, buffers);
        FrameDecoder frames = new FrameDecoder(receiving, MAX_SETUP_BYTES, buffers, this);
        decoder = frames;
        return frames;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (ended) {
            ctx.close();
            return;
        }
        loop.schedule(this::checkSetup, config.replyTimeout().toMillis(), TimeUnit.MILLISECONDS);
        if (!config.encrypted()) {
            dialog.start();
        }
    }

    private void checkSetup() {
        if (!dialog.isRunning()) {
            end("no answer to the handshake within " + config.replyTimeout());
        }
    }

    /** Work on a new block was announced: the provider must give what is missing for it. */
    void expectWork() {
        loop.schedule(this::checkWork, config.replyTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void checkWork() {
        if (intake.isWaitingForTransactions()) {
            end("no transactions of a template within " + config.replyTimeout());
        }
    }

    @Override
    public boolean isReady() {
        return !ended;
    }

    @Override
    public void onFrame(int extensionType, int messageType, byte[] payload, int offset, int length) {
        dialog.onFrame(extensionType, messageType, payload, offset, length);
    }

    @Override
    public void onFrameError(FrameException error) {
        end(String.valueOf(error.getMessage()));
    }

    @Override
    public void established() {
        FrameDecoder frames = decoder;
        if (frames != null) {
            frames.maxPayloadBytes(MAX_PAYLOAD_BYTES);
        }
        events.established();
    }

    @Override
    public void send(Consumer<FrameWriter> message) {
        write(message);
    }

    /** Sends a message; null when there is no connection to send it on. */
    @Nullable
    ChannelFuture write(Consumer<FrameWriter> message) {
        Channel open = channel;
        FrameEncoder sealing = encoder;
        if (ended || open == null || sealing == null) {
            return null;
        }
        writer.reset();
        message.accept(writer);
        ByteBuf out = open.alloc().buffer();
        sealing.encode(writer, out);
        return open.writeAndFlush(out);
    }

    @Override
    public void end(String reason) {
        if (!ended) {
            ended = true;
            why = reason;
            Channel open = channel;
            if (open != null) {
                open.close();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        finish();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end(cause.toString());
    }

    private void finish() {
        ended = true;
        if (!finished) {
            finished = true;
            if (keys != null) {
                keys.destroy();
            }
            events.closed(why);
        }
    }
}
