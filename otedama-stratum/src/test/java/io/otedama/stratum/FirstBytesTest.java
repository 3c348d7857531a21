package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstBytesTest {
    private static final String HELLO = "160301020001000001fc0303";

    private static FirstBytes of(byte[] bytes, int length, boolean tls, boolean v2) {
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes, 0, length);
        return FirstBytes.of(buffer, tls, v2);
    }

    private static FirstBytes ofHex(String hex, boolean tls, boolean v2) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return of(bytes, bytes.length, tls, v2);
    }

    private static FirstBytes ofText(String text, boolean tls, boolean v2) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return of(bytes, bytes.length, tls, v2);
    }

    @ParameterizedTest
    @CsvSource({
        // first bytes,               with TLS,     with V2,      with both,    with neither
        "160301020001000001fc0303,    TLS,          V2_NOISE,     TLS,          V1",
        "160300004001,                TLS,          V2_NOISE,     TLS,          V1",
        "16030440ff01,                TLS,          V2_NOISE,     TLS,          V1",
        "160305020001,                V1,           V2_NOISE,     V2_NOISE,     V1",
        "160301410001,                V1,           V2_NOISE,     V2_NOISE,     V1",
        "160301020002,                V1,           V2_NOISE,     V2_NOISE,     V1",
        "170301020001,                V1,           V2_NOISE,     V2_NOISE,     V1",
        "7b226964223a312c,            V1,           V1,           V1,           V1",
        "7b0a202269643a31,            V1,           V1,           V1,           V1",
        "7b226964223a3180,            V1,           V2_NOISE,     V2_NOISE,     V1",
        "000000,                      V1,           V2_PLAIN,     V2_PLAIN,     V1",
        "000001,                      V1,           V2_NOISE,     V2_NOISE,     V1",
        "50524f585920,                PROXY_HEADER, PROXY_HEADER, PROXY_HEADER, PROXY_HEADER",
        "0d0a0d0a000d0a515549540a,    PROXY_HEADER, PROXY_HEADER, PROXY_HEADER, PROXY_HEADER",
        "50524f585921,                V1,           V2_NOISE,     V2_NOISE,     V1",
        "0d0a7b22,                    V1,           V2_NOISE,     V2_NOISE,     V1",
    })
    void kindsAreToldApart(String hex, FirstBytes tls, FirstBytes v2, FirstBytes both, FirstBytes neither) {
        assertThat(ofHex(hex, true, false)).isEqualTo(tls);
        assertThat(ofHex(hex, false, true)).isEqualTo(v2);
        assertThat(ofHex(hex, true, true)).isEqualTo(both);
        assertThat(ofHex(hex, false, false)).isEqualTo(neither);
    }

    @Test
    void nothingIsDecidedTooEarly() {
        byte[] hello = HexFormat.of().parseHex(HELLO);
        for (int length = 0; length < 6; length++) {
            assertThat(of(hello, length, true, true)).as("%d bytes", length).isEqualTo(FirstBytes.UNDECIDED);
        }
        assertThat(of(hello, 6, true, true)).isEqualTo(FirstBytes.TLS);
        for (String header : new String[] {"PROXY ", "\r\n\r\n\0\r\nQUIT\n"}) {
            for (int length = 1; length < header.length(); length++) {
                assertThat(ofText(header.substring(0, length), true, true)).isEqualTo(FirstBytes.UNDECIDED);
            }
        }
        assertThat(ofText("{\"id\":1", true, true)).isEqualTo(FirstBytes.UNDECIDED);
        assertThat(ofHex("0000", true, true)).isEqualTo(FirstBytes.UNDECIDED);
    }

    /** What more bytes bring never contradicts a decision. */
    @Test
    void aDecisionStands() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            byte[][] starts = {{0x16, 3}, {'{'}, {0, 0}, {'P', 'R', 'O', 'X', 'Y'}, {'\r', '\n', '\r', '\n', 0}, {}};
            byte[] start = starts[random.nextInt(starts.length)];
            System.arraycopy(start, 0, bytes, 0, start.length);
            FirstBytes decided = FirstBytes.UNDECIDED;
            for (int length = 0; length <= bytes.length; length++) {
                FirstBytes now = of(bytes, length, true, true);
                assertThat(decided == FirstBytes.UNDECIDED || now == decided)
                        .as("%s after %d bytes, first %s", HexFormat.of().formatHex(bytes), length, decided)
                        .isTrue();
                decided = now;
            }
            assertThat(decided).isNotEqualTo(FirstBytes.UNDECIDED);
        }
    }
}
