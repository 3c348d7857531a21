package io.otedama.bench.sv2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.otedama.stratum.v2.frame.FrameCipher;
import io.otedama.stratum.v2.frame.FrameDecoder;
import io.otedama.stratum.v2.frame.FrameEncoder;
import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.frame.FrameSink;
import io.otedama.stratum.v2.frame.PlainCipher;
import io.otedama.stratum.v2.noise.HandshakeException;
import io.otedama.stratum.v2.noise.NoiseKeys;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The bytes of one connection: handshake, then frames in and out; what is sent gathers until {@link #flush}. Event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // failed writes and closes show as channelInactive
abstract class Sv2Socket extends ChannelInboundHandlerAdapter implements FrameSink {
    private static final int FIRST_BYTES = 512;
    private static final int MAX_PAYLOAD_BYTES = 1 << 18;

    final Sv2Connections loop;
    private final Channel channel;
    private @Nullable Sv2Greeting greeting;
    private @Nullable NoiseKeys keys;
    private @Nullable FrameDecoder decoder;
    private @Nullable FrameEncoder encoder;
    private @Nullable ByteBuf gathered;
    private boolean closing;
    private String reason = "the server closed the connection";

    Sv2Socket(Channel channel, Sv2Connections loop) {
        this.channel = channel;
        this.loop = loop;
    }

    /** Frames can be sent. */
    abstract void onEncrypted();

    /** All frames of a read have been told. */
    abstract void onReadEnd();

    /** The end, exactly once. */
    abstract void onEnd(String why);

    /** Seals the frames of the loop's writer behind those that wait. */
    void gatherFrames() {
        ByteBuf out = gathered;
        if (out == null) {
            out = channel.alloc().directBuffer(FIRST_BYTES);
            gathered = out;
        }
        Objects.requireNonNull(encoder).encode(loop.frames, out);
    }

    /** Sends what was gathered: one system call when the socket has room. */
    public void flush() {
        ByteBuf out = gathered;
        if (out != null) {
            gathered = null;
            channel.writeAndFlush(out, channel.voidPromise());
        }
    }

    /** Reads no more. */
    public void stopReading() {
        channel.config().setAutoRead(false);
    }

    /** Ends the connection. */
    public void close(String why) {
        if (!closing) {
            reason = why;
        }
        closing = true;
        channel.close();
    }

    // ---- bytes

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (loop.terms.plain()) {
            PlainCipher none = new PlainCipher();
            begin(none, none);
        } else {
            Sv2Greeting first = new Sv2Greeting(loop.terms, loop.random);
            greeting = first;
            channel.writeAndFlush(Unpooled.wrappedBuffer(first.first()), channel.voidPromise());
        }
    }

    private void begin(FrameCipher in, FrameCipher out) {
        decoder = new FrameDecoder(in, MAX_PAYLOAD_BYTES, loop.buffers, this);
        encoder = new FrameEncoder(out, loop.buffers);
        onEncrypted();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        Sv2Greeting first = greeting;
        if (first != null && !greet(first, in)) {
            in.release();
            return;
        }
        Objects.requireNonNull(decoder).feed(in);
    }

    /** True once the handshake is over. */
    private boolean greet(Sv2Greeting first, ByteBuf in) {
        try {
            NoiseKeys made = first.take(in);
            if (made != null) {
                greeting = null;
                keys = made;
                begin(made.receiving(), made.sending());
            }
            return made != null;
        } catch (HandshakeException e) {
            close("handshake: " + e.getMessage());
            return false;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        onReadEnd();
        flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (decoder != null) {
            decoder.close();
        }
        if (keys != null) {
            keys.destroy();
        }
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
        onEnd(reason);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close(cause.toString());
    }

    @Override
    public boolean isReady() {
        return !closing;
    }

    @Override
    public void onFrameError(FrameException error) {
        close("not understood: " + error.getMessage());
    }
}
