package io.otedama.stratum.v2.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.otedama.chain.Hex;
import org.junit.jupiter.api.Test;

/** Numbers, limits and frames that were not finished. */
class FrameWriterTest {
    private final FrameWriter writer = new FrameWriter();

    @Test
    void numbersAreLittleEndian() {
        writer.begin(1, true)
                .putBool(true)
                .putU8(0xfe)
                .putU16(0x0102)
                .putU24(0x030405)
                .putU32(0xfffffffeL)
                .putU64(-2)
                .putF32(1)
                .putAbsent()
                .putPresentU32(7)
                .putString255("é")
                .end();
        assertThat(Hex.encode(writer.toBytes()))
                .isEqualTo("008001" + "200000" + "01" + "fe" + "0201" + "050403" + "feffffff" + "feffffffffffffff"
                        + "0000803f" + "00" + "0107000000" + "02c3a9");
    }

    @Test
    void lengthsEndWhereTheTypeEnds() {
        writer.begin(1, false)
                .putBytes32(new byte[32], 0, 32)
                .putBytes255(new byte[255], 0, 255)
                .putString255("x".repeat(255))
                .putBytes64K(new byte[65_535], 0, 65_535)
                .putBytes16M(new byte[70_000], 0, 70_000)
                .putBytes32(new byte[0], 0, 0)
                .putBytes255(new byte[0], 0, 0)
                .putString255("")
                .putBytes64K(new byte[0], 0, 0)
                .putBytes16M(new byte[0], 0, 0)
                .end();
        assertThat(writer.length())
                .isEqualTo(FrameHeader.BYTES + 2 * (1 + 1 + 1 + 2 + 3) + 32 + 255 + 255 + 65_535 + 70_000);
    }

    @Test
    void oneMoreIsRefused() {
        writer.begin(1, false);
        assertThatIllegalArgumentException().isThrownBy(() -> writer.putBytes32(new byte[33], 0, 33));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.putBytes255(new byte[256], 0, 256));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.putString255("x".repeat(256)));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.putString255("é".repeat(128)));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.putBytes64K(new byte[65_536], 0, 65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.putBytes16M(new byte[1 << 24], 0, 1 << 24));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.putU8(256));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.putU16(65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.putU16(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.begin(0x8000, 1, false));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.begin(256, false));
    }

    @Test
    void controlCharactersAreNotSent() {
        writer.begin(1, false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.putString255("a\nb"))
                .withMessageContaining("at 1");
    }

    @Test
    void textsOfStrangersAreFitForALog() {
        byte[] text = {'a', '\n', 'b', 0x7f, (byte) 0xff, 'c'};
        assertThat(Text.decode(text, 0, text.length)).isEqualTo("a\uFFFDb\uFFFD\uFFFDc");
    }

    @Test
    void aFrameThatWasNotFinishedIsDropped() {
        writer.begin(1, false).putU8(5).end();
        byte[] first = writer.toBytes();
        writer.begin(2, false).putU32(1);
        assertThat(writer.toBytes()).isEqualTo(first);

        writer.begin(3, false).putU8(6).end();

        assertThat(Hex.encode(writer.toBytes())).isEqualTo(Hex.encode(first) + "000003010000" + "06");
        assertThatIllegalStateException().isThrownBy(writer::end);
        writer.reset();
        assertThat(writer.length()).isZero();
    }

    @Test
    void aPayloadEndsWhereItsLengthEnds() {
        byte[] most = new byte[FrameHeader.MAX_PAYLOAD_BYTES];
        writer.begin(1, false).putRaw(most, 0, most.length).end();
        assertThat(writer.length()).isEqualTo(FrameHeader.BYTES + most.length);
        writer.reset();
        writer.begin(1, false).putRaw(most, 0, most.length).putU8(1);
        assertThatIllegalArgumentException().isThrownBy(writer::end);
    }
}
