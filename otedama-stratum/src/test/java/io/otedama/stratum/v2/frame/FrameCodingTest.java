package io.otedama.stratum.v2.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sealing and opening, chunk by chunk. */
class FrameCodingTest {
    private static byte[] payload(int length) {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (i % 251);
        }
        return payload;
    }

    @Test
    void aHeaderIsRead() {
        byte[] header = {1, 2, 3, 4, 5, 6};
        assertThat(FrameHeader.extensionType(header, 0)).isEqualTo(0x0201);
        assertThat(FrameHeader.messageType(header, 0)).isEqualTo(3);
        assertThat(FrameHeader.payloadBytes(header, 0)).isEqualTo(0x060504);
        assertThat(FrameHeader.extensionId(0x8abc)).isEqualTo(0x0abc);
        assertThat(FrameHeader.hasChannelBit(0x8abc)).isTrue();
        assertThat(FrameHeader.hasChannelBit(0x0abc)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,17", "65519,65535", "65520,65552", "131043,131091"})
    void chunksHaveTheLengthsOfTheSpecification(int plain, int sealed) {
        byte[] payload = payload(plain);
        byte[] wire = FrameCollector.seal(new TagCipher(), FrameCollector.frame(0, 0x71, payload));
        assertThat(wire.length - FrameHeader.BYTES - TagCipher.TAG_BYTES).isEqualTo(sealed);
        assertThat(new FrameEncoder(new TagCipher(), new FrameBuffers()).sealedBytes(plain))
                .isEqualTo(wire.length);

        FrameCollector whole = new FrameCollector(new TagCipher(), FrameHeader.MAX_PAYLOAD_BYTES);
        whole.feed(wire);
        FrameCollector pieces = new FrameCollector(new TagCipher(), FrameHeader.MAX_PAYLOAD_BYTES);
        pieces.inPieces(wire, 997);

        assertThat(whole.frames).containsExactly(new FrameCollector.Frame(0, 0x71, payload));
        assertThat(pieces.frames).isEqualTo(whole.frames);
        assertThat(pieces.decoder.heldBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, FrameHeader.MAX_PAYLOAD_BYTES})
    void theEndsOfTheLengthField(int length) {
        byte[] payload = payload(length);
        byte[] wire = FrameCollector.seal(new TagCipher(), FrameCollector.frame(0, 1, payload));
        FrameCollector collector = new FrameCollector(new TagCipher(), FrameHeader.MAX_PAYLOAD_BYTES);

        collector.inPieces(wire, 100_000);

        assertThat(collector.errors).isEmpty();
        assertThat(collector.frames).hasSize(1);
        assertThat(Arrays.equals(collector.frames.get(0).payload(), payload)).isTrue();
        assertThat(collector.decoder.heldBytes()).isZero();
    }

    @Test
    void directAndHeapBuffersGetTheSame() {
        byte[] frames = FrameCollector.frame(5, 0x31, payload(70_000));
        ByteBuf heap = Unpooled.buffer(1).writeByte(9).skipBytes(1);
        new FrameEncoder(new TagCipher(), new FrameBuffers()).encode(frames, 0, frames.length, heap);
        byte[] fromHeap = new byte[heap.readableBytes()];
        heap.readBytes(fromHeap);
        assertThat(fromHeap).isEqualTo(FrameCollector.seal(new TagCipher(), frames));
    }

    @Test
    void inTheClearTheBytesAreTheFrames() {
        byte[] frame = FrameCollector.frame(0, 0x31, payload(70_000));
        assertThat(FrameCollector.seal(new PlainCipher(), frame)).isEqualTo(frame);
        FrameCollector collector = new FrameCollector(new PlainCipher(), FrameHeader.MAX_PAYLOAD_BYTES);
        collector.inPieces(frame, 333);
        assertThat(collector.frames).containsExactly(new FrameCollector.Frame(0, 0x31, payload(70_000)));
    }

    @Test
    void halfAFrameIsNotSealed() {
        byte[] frame = FrameCollector.frame(0, 1, payload(10));
        ByteBuf out = Unpooled.buffer();
        FrameEncoder encoder = new FrameEncoder(new PlainCipher(), new FrameBuffers());
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(frame, 0, 15, out));
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(frame, 0, 5, out));
    }
}
