package io.otedama.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.otedama.testkit.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What reaches Vert.x. */
class FrameGuardTest {
    private final VirtualClock clock = new VirtualClock(1_700_000_000);
    private final EmbeddedChannel channel = new EmbeddedChannel(new FrameGuard(clock));

    /** How many of them got through. */
    private int ping(int times) {
        int before = channel.inboundMessages().size();
        for (int i = 0; i < times && channel.isOpen(); i++) {
            channel.writeInbound(new PingWebSocketFrame());
        }
        return channel.inboundMessages().size() - before;
    }

    @Test
    void pingsCountAsMessagesDoAndTooManyEndTheConnection() {
        assertThat(ping(FrameGuard.FRAME_BURST)).isEqualTo(FrameGuard.FRAME_BURST);
        clock.advance(Duration.ofSeconds(1));
        channel.writeInbound(new TextWebSocketFrame("x"));
        assertThat(ping(FrameGuard.FRAMES_PER_SECOND - 1)).isEqualTo(FrameGuard.FRAMES_PER_SECOND - 1);
        assertThat(channel.isOpen()).isTrue();
        assertThat(ping(1)).isZero();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aPingThatCannotBeAnsweredNowIsNotAnswered() {
        channel.config().setWriteBufferHighWaterMark(70_000).setWriteBufferLowWaterMark(1);
        channel.write(Unpooled.wrappedBuffer(new byte[100_000]));
        assertThat(channel.isWritable()).isFalse();
        PingWebSocketFrame ping = new PingWebSocketFrame(Unpooled.buffer(4));
        channel.writeInbound(ping, new TextWebSocketFrame("x"));
        assertThat(ping.refCnt()).isZero();
        assertThat(channel.inboundMessages()).hasSize(1).first().isInstanceOf(TextWebSocketFrame.class);
        channel.flush();
        assertThat(ping(1)).isEqualTo(1);
    }
}
