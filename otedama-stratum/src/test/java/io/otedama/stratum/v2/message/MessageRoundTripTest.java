package io.otedama.stratum.v2.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.frame.FrameHeader;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every message must do; one that has no sample fails. */
class MessageRoundTripTest {
    private static final int SEEDS = 60;

    @ParameterizedTest
    @EnumSource
    void whatIsReadIsWhatWasWritten(MessageType type) throws FrameException {
        MessageSample<?> sample = MessageSample.of(type);
        for (int seed = 0; seed < SEEDS; seed++) {
            byte[] frame = sample.frame(seed);
            byte[] shifted = new byte[frame.length + 3];
            System.arraycopy(frame, 0, shifted, 3, frame.length);

            byte[] again = sample.again(shifted, 3 + FrameHeader.BYTES, frame.length - FrameHeader.BYTES);

            assertThat(again).as("seed %d", seed).isEqualTo(frame);
            assertThat(sample.view().trailingLength()).isZero();
            assertThat(MessageType.require(FrameHeader.extensionType(frame, 0), FrameHeader.messageType(frame, 0)))
                    .isEqualTo(type);
            assertThat(FrameHeader.payloadBytes(frame, 0)).isEqualTo(frame.length - FrameHeader.BYTES);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCutAtAnyByteIsMalformed(MessageType type) {
        MessageSample<?> sample = MessageSample.of(type);
        for (int seed = 0; seed < SEEDS / 6; seed++) {
            byte[] payload = sample.payload(seed);
            for (int cut = 0; cut < payload.length; cut++) {
                byte[] exact = Arrays.copyOf(payload, cut); // no bytes behind, which a careless read would find
                assertThatExceptionOfType(MalformedMessageException.class)
                        .as("seed %d cut at %d", seed, cut)
                        .isThrownBy(() -> sample.view().wrap(exact, 0, exact.length))
                        .withMessageStartingWith(type.title() + ".");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesBehindTheLastFieldAreLeftAlone(MessageType type) throws FrameException {
        MessageSample<?> sample = MessageSample.of(type);
        byte[] frame = sample.frame(7);
        byte[] longer = Arrays.copyOf(frame, frame.length + 5);

        byte[] again = sample.again(longer, FrameHeader.BYTES, longer.length - FrameHeader.BYTES);

        assertThat(again).isEqualTo(frame);
        assertThat(sample.view().trailingAt()).isEqualTo(frame.length);
        assertThat(sample.view().trailingLength()).isEqualTo(5);
    }

    /** Whatever the bytes: malformed, or every accessor works. */
    @ParameterizedTest
    @EnumSource
    void anyBytesAreMalformedOrReadable(MessageType type) {
        MessageSample<?> sample = MessageSample.of(type);
        Random random = new Random(type.ordinal());
        for (int i = 0; i < 2_000; i++) {
            byte[] payload = sample.payload(i % 50);
            for (int changed = 0; changed < 3 && payload.length > 0; changed++) {
                payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
            }
            AnyBytes.read(sample, payload);
        }
    }

    @ParameterizedTest
    @EnumSource
    void constantsAgreeWithTheRegistry(MessageType type) throws ReflectiveOperationException {
        Class<?> view = MessageSample.of(type).view().getClass();
        assertThat(view.getField("TYPE").getInt(null)).isEqualTo(type.code());
        assertThat(view.getField("CHANNEL_BIT").getBoolean(null)).isEqualTo(type.channelBit());
        String name = type == MessageType.REQUEST_TRANSACTION_DATA
                ? "TransactionDataRequest" // no class may end in Data
                : type.title().replace(".", "");
        assertThat(view.getSimpleName()).isEqualTo(name);
    }

    @Test
    void everySampleIsOfAnotherMessage() {
        assertThat(MessageSample.all().stream().map(sample -> sample.view().type()))
                .containsExactlyInAnyOrder(MessageType.values());
    }
}
