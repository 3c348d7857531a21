package io.otedama.stratum.v2.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A decoder in a channel, with a sink that keeps the frames and takes as many as it is told to. */
final class FrameCollector implements FrameSink {
    record Frame(int extensionType, int messageType, byte[] payload) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Frame that
                    && extensionType == that.extensionType
                    && messageType == that.messageType
                    && Arrays.equals(payload, that.payload);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(payload);
        }

        @Override
        public String toString() {
            return extensionType + "/" + messageType + "[" + payload.length + "]";
        }
    }

    final List<Frame> frames = new ArrayList<>();
    final List<String> errors = new ArrayList<>();
    final FrameDecoder decoder;
    final EmbeddedChannel channel;
    int room = Integer.MAX_VALUE;

    @Nullable
    Runnable onFrame;

    FrameCollector(FrameCipher cipher, int maxPayloadBytes) {
        decoder = new FrameDecoder(cipher, maxPayloadBytes, new FrameBuffers(), this);
        channel = new EmbeddedChannel(decoder);
    }

    static byte[] seal(FrameCipher cipher, byte[] frames) {
        ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer();
        new FrameEncoder(cipher, new FrameBuffers()).encode(frames, 0, frames.length, out);
        byte[] sealed = new byte[out.readableBytes()];
        out.readBytes(sealed).release();
        return sealed;
    }

    static byte[] frame(int extensionId, int type, byte[] payload) {
        FrameWriter writer = new FrameWriter();
        writer.begin(extensionId, type, false)
                .putRaw(payload, 0, payload.length)
                .end();
        return writer.toBytes();
    }

    void feed(byte[] bytes) {
        feed(bytes, 0, bytes.length);
    }

    void feed(byte[] bytes, int from, int to) {
        channel.writeInbound(channel.alloc().directBuffer(64).writeBytes(bytes, from, to - from));
    }

    void feedWrapped(byte[] bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    }

    void inPieces(byte[] bytes, int piece) {
        for (int at = 0; at < bytes.length; at += piece) {
            feed(bytes, at, Math.min(bytes.length, at + piece));
        }
    }

    @Override
    public boolean isReady() {
        return room > 0;
    }

    @Override
    public void onFrame(int extensionType, int messageType, byte[] payload, int offset, int length) {
        room--;
        frames.add(new Frame(extensionType, messageType, Arrays.copyOfRange(payload, offset, offset + length)));
        Runnable then = onFrame;
        if (then != null) {
            then.run();
        }
    }

    @Override
    public void onFrameError(FrameException error) {
        errors.add(String.valueOf(error.getMessage()));
    }
}
