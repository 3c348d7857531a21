package io.otedama.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompactSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "252, fc",
        "253, fdfd00",
        "255, fdff00",
        "2020, fde407",
        "65535, fdffff",
        "65536, fe00000100",
        "4294967295, feffffffff",
        "4294967296, ff0000000001000000",
        "-1, ffffffffffffffffff",
    })
    void shortestForm(long value, String hex) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CompactSize.write(out, value);
        assertThat(Hex.encode(out.toByteArray())).isEqualTo(hex);
        assertThat(CompactSize.size(value)).isEqualTo(hex.length() / 2);
    }
}
