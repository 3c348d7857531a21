package io.otedama.stratum.v2.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A frame of a share is opened and handed on without allocation. */
class FrameAllocationTest implements FrameSink {
    private static final int READS = 200_000;
    private static final int FRAMES = 4;
    private static final int SHARE_BYTES = 24;

    private int seen;

    @Test
    void aReadOfSmallFramesAllocatesNothing() {
        FrameWriter writer = new FrameWriter();
        for (int i = 0; i < FRAMES; i++) {
            writer.begin(0x1a, true)
                    .putRaw(new byte[SHARE_BYTES], 0, SHARE_BYTES)
                    .end();
        }
        ByteBuf wire = new UnpooledByteBufAllocator(true, true).directBuffer(writer.length());
        EmbeddedChannel channel =
                new EmbeddedChannel(new FrameDecoder(new PlainCipher(), SHARE_BYTES, new FrameBuffers(), this));

        read(channel, wire, writer);
        long before = allocated();
        read(channel, wire, writer);
        long bytes = allocated() - before;

        assertThat(seen).isEqualTo(2 * READS * FRAMES);
        assertThat(bytes).as("bytes for %d reads", READS).isLessThan(READS / 100);
        wire.release();
        channel.close();
    }

    private static void read(EmbeddedChannel channel, ByteBuf wire, FrameWriter writer) {
        for (int i = 0; i < READS; i++) {
            wire.clear().writeBytes(writer.array(), 0, writer.length());
            channel.pipeline().fireChannelRead(wire.retain());
        }
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void onFrame(int extensionType, int messageType, byte[] payload, int offset, int length) {
        seen += length == SHARE_BYTES ? 1 : 0;
    }

    @Override
    public void onFrameError(FrameException error) {
        throw new AssertionError(error);
    }
}
