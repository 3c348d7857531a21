package io.otedama.stratum.v2.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hex;
import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.frame.FrameHeader;
import io.otedama.stratum.v2.frame.FrameWriter;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that others wrote. */
class MessageVectorsTest {
    static Iterable<Vectors.Frame> frames() {
        return Vectors.frames();
    }

    static Iterable<Vectors.Payload> payloads() {
        return Vectors.payloads();
    }

    @ParameterizedTest
    @MethodSource("frames")
    void framesAreReadAndWrittenAlike(Vectors.Frame vector) throws FrameException {
        byte[] frame = vector.bytes();
        assertThat(FrameHeader.payloadBytes(frame, 0))
                .isEqualTo(vector.payloadBytes())
                .isEqualTo(frame.length - FrameHeader.BYTES);
        MessageType type = MessageType.require(FrameHeader.extensionType(frame, 0), FrameHeader.messageType(frame, 0));

        assertThat(MessageSample.of(type).again(frame, FrameHeader.BYTES, vector.payloadBytes()))
                .isEqualTo(frame);
        assertThat(vector.name()).startsWith(type.title().replaceFirst("\\..*", ""));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void theNamedValuesGiveTheBytes(Vectors.Frame vector) {
        Consumer<FrameWriter> encoding = VectorValues.BY_NAME.get(vector.key());
        assertThat(encoding).as("values of \"%s\"", vector.key()).isNotNull();
        FrameWriter out = new FrameWriter();
        encoding.accept(out);
        assertThat(Hex.encode(out.toBytes())).isEqualTo(Hex.encode(vector.bytes()));
    }

    @Test
    void everyValueHasItsVector() {
        assertThat(Vectors.frames().stream().map(Vectors.Frame::key))
                .containsExactlyInAnyOrderElementsOf(VectorValues.BY_NAME.keySet());
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void payloadsAreReadAndWrittenAlike(Vectors.Payload vector) throws FrameException {
        MessageType type = MessageType.require(FrameHeader.CORE, vector.messageType());
        assertThat(type.title()).isEqualTo(vector.name());

        byte[] again = MessageSample.of(type).again(vector.bytes(), 0, vector.bytes().length);

        assertThat(Arrays.copyOfRange(again, FrameHeader.BYTES, again.length)).isEqualTo(vector.bytes());
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void theNamedValuesGiveThePayload(Vectors.Payload vector) {
        FrameWriter out = new FrameWriter();
        VectorValues.payload(vector.messageType(), out);
        assertThat(Hex.encode(Arrays.copyOfRange(out.array(), FrameHeader.BYTES, out.length())))
                .isEqualTo(Hex.encode(vector.bytes()));
    }
}
