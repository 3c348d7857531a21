package io.otedama.stratum.v2.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits, back-pressure and what a stranger can make a decoder hold. */
class FrameDecoderTest {
    private static final int LIMIT = 1_000;
    private static final int MAX = FrameHeader.MAX_PAYLOAD_BYTES;

    private final TagCipher seal = new TagCipher();
    private final FrameCollector collector = new FrameCollector(new TagCipher(), LIMIT);
    private final FrameCollector wide = new FrameCollector(new TagCipher(), MAX);

    @AfterEach
    void close() {
        collector.channel.close();
        wide.channel.close();
    }

    private byte[] sealed(int type, int length) {
        return FrameCollector.seal(seal, FrameCollector.frame(0, type, new byte[length]));
    }

    /** A header that claims a payload, and nothing of it. */
    private static byte[] claim(FrameCipher cipher, int length) {
        byte[] header = {0, 0, 0x71, (byte) length, (byte) (length >>> 8), (byte) (length >>> 16)};
        byte[] wire = new byte[FrameHeader.BYTES + cipher.overheadBytes()];
        cipher.seal(header, 0, header.length, wire, 0);
        return wire;
    }

    @Test
    void aClaimAboveTheLimitIsRefusedAtTheHeader() {
        collector.feed(claim(seal, LIMIT + 1));
        collector.feed(sealed(1, 3));
        assertThat(collector.errors).hasSize(1);
        assertThat(collector.errors.get(0)).contains("type 0x71", "1001 bytes", "at most 1000");
        assertThat(collector.frames).isEmpty();
        assertThat(collector.decoder.heldBytes()).isZero();
    }

    @Test
    void theLimitItselfIsTaken() {
        collector.feed(sealed(1, LIMIT));
        assertThat(collector.errors).isEmpty();
        assertThat(collector.frames).hasSize(1);
    }

    @Test
    void theLimitCanBeRaised() {
        assertThatIllegalArgumentException().isThrownBy(() -> collector.decoder.maxPayloadBytes(MAX + 1));
        collector.decoder.maxPayloadBytes(2 * LIMIT);
        collector.feed(sealed(1, 2 * LIMIT));
        assertThat(collector.frames).hasSize(1);
    }

    @Test
    void aClaimHoldsNoMemory() {
        wide.feed(claim(seal, MAX));
        assertThat(wide.decoder.heldBytes()).isZero();
        wide.feed(new byte[100]);
        assertThat(wide.decoder.heldBytes()).isLessThan(1_000);
        assertThat(wide.errors).isEmpty();
    }

    @Test
    void whatIsHeldGrowsWithWhatHasArrived() {
        byte[] wire = sealed(1, 2_000_000);
        int at = 0;
        while (at + 10_000 < wire.length) {
            wide.feed(wire, at, at + 10_000);
            at += 10_000;
            assertThat(wide.decoder.heldBytes()).as("after %d bytes", at).isLessThanOrEqualTo(2 * at + 200_000);
        }
        wide.feed(wire, at, wire.length);
        assertThat(wide.frames).hasSize(1);
        assertThat(wide.decoder.heldBytes()).isZero();
    }

    @Test
    void whatDoesNotOpenEndsTheStream() {
        byte[] first = sealed(1, 5);
        byte[] second = sealed(2, 5);
        collector.feed(second);
        collector.feed(first);
        assertThat(collector.errors).containsExactly("piece 0 does not open");
        assertThat(collector.frames).isEmpty();
    }

    @Test
    void aSinkWithoutRoomStopsTheReading() {
        collector.room = 2;
        for (int type = 1; type <= 5; type++) {
            collector.feed(sealed(type, type));
        }
        assertThat(collector.frames).hasSize(2);
        assertThat(collector.channel.config().isAutoRead()).isFalse();

        collector.room = 1;
        collector.decoder.resume();
        assertThat(collector.frames).hasSize(3);
        assertThat(collector.channel.config().isAutoRead()).isFalse();

        collector.room = 10;
        collector.decoder.resume();
        assertThat(collector.frames)
                .extracting(FrameCollector.Frame::messageType)
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(collector.channel.config().isAutoRead()).isTrue();
        assertThat(collector.decoder.heldBytes()).isZero();
    }

    @Test
    void resumingAndReadingWithinAFrameKeepTheOrder() {
        byte[] one = sealed(1, 5);
        byte[] two = sealed(2, 6);
        byte[] three = sealed(3, 7);
        byte[] both = new byte[one.length + two.length];
        System.arraycopy(one, 0, both, 0, one.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        collector.onFrame = () -> {
            collector.onFrame = collector.decoder::resume;
            collector.feedWrapped(three);
        };

        collector.feedWrapped(both);

        assertThat(collector.frames)
                .extracting(FrameCollector.Frame::messageType)
                .containsExactly(1, 2, 3);
        assertThat(collector.decoder.heldBytes()).isZero();
    }

    @Test
    void aSinkThatClosesGetsNoMore() {
        collector.onFrame = () -> {
            collector.room = 0;
            collector.channel.close();
        };
        byte[] one = sealed(1, 5);
        ByteBuf bytes = collector.channel.alloc().buffer().writeBytes(one).writeBytes(sealed(2, 5));
        collector.channel.writeInbound(bytes);
        assertThat(collector.frames).hasSize(1);
        assertThat(bytes.refCnt()).isZero();
    }

    @Test
    void aClosedChannelGivesBackWhatWaited() {
        collector.feed(sealed(1, 900), 0, 300);
        assertThat(collector.decoder.heldBytes()).isPositive();
        collector.channel.close();
        assertThat(collector.decoder.heldBytes()).isZero();
    }

    @Test
    void framesOfUnknownExtensionsAreHandedOn() {
        FrameWriter writer = new FrameWriter();
        writer.begin(0x4abc, 0x77, true).putU32(9).putU8(1).end();
        collector.feed(FrameCollector.seal(seal, writer.toBytes()));
        assertThat(collector.frames)
                .containsExactly(new FrameCollector.Frame(0xcabc, 0x77, new byte[] {9, 0, 0, 0, 1}));
    }
}
