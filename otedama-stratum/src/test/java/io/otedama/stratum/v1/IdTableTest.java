package io.otedama.stratum.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IdTableTest {
    private final IdTable table = new IdTable(3);

    private long token(String text) {
        byte[] line = text.getBytes(StandardCharsets.US_ASCII);
        RequestId id = new RequestId();
        id.set(line, 0, line.length);
        return table.token(id, line);
    }

    private String text(long token) {
        byte[] out = new byte[80];
        return new String(out, 0, table.write(token, out, 0), StandardCharsets.US_ASCII);
    }

    @Test
    void plainIdsAreTheirOwnToken() {
        assertThat(token("0")).isZero();
        assertThat(token("-999999999999999999")).isEqualTo(-999_999_999_999_999_999L);
        assertThat(text(token("999999999999999999"))).isEqualTo("999999999999999999");
        assertThat(table.isFull()).isFalse();
    }

    @Test
    void oddIdsComeBackByteByByteUntilTheTableIsFull() {
        long a = token("\"a\"");
        long b = token("1.50");
        assertThat(table.isFull()).isFalse();
        long c = token("1000000000000000000");
        assertThat(table.isFull()).isTrue();
        assertThatThrownBy(() -> token("-0")).isInstanceOf(IllegalStateException.class);
        assertThat(text(a)).isEqualTo("\"a\"");
        assertThat(text(b)).isEqualTo("1.50");
        assertThat(text(c)).isEqualTo("1000000000000000000");
        table.release(b);
        assertThat(text(token("-0"))).isEqualTo("-0");
        assertThat(text(a)).isEqualTo("\"a\"");
    }
}
