package io.otedama.stratum.transport;

import static io.otedama.stratum.transport.LineDecoder.Outcome.LINE_TOO_LONG;
import static io.otedama.stratum.transport.LineDecoder.Outcome.OK;
import static io.otedama.stratum.transport.LineDecoder.Outcome.TOO_MUCH_PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LineDecoderTest {
    private final LineCollector lines = new LineCollector(10, 20);

    @AfterEach
    void release() {
        lines.release();
    }

    @Test
    void lineFeedAndCarriageReturnEndLinesAndEmptyOnesAreSkipped() {
        assertThat(lines.feed("a\nb\r\n\n\r\nc")).isEqualTo(OK);
        assertThat(lines.lines).containsExactly("a", "b");
        assertThat(lines.decoder.pendingBytes()).isEqualTo(1);
        assertThat(lines.feed("d\n")).isEqualTo(OK);
        assertThat(lines.lines).containsExactly("a", "b", "cd");
        assertThat(lines.decoder.pendingBytes()).isZero();
    }

    @Test
    void lineLimit() {
        assertThat(lines.feed("1234567890\n")).isEqualTo(OK);
        assertThat(lines.feed("1234567890")).as("unfinished, at the limit").isEqualTo(OK);
        assertThat(lines.feed("\n")).isEqualTo(OK);
        assertThat(lines.feed("12345678901\n")).as("one past").isEqualTo(LINE_TOO_LONG);
        assertThat(lines.lines).containsExactly("1234567890", "1234567890");
    }

    @Test
    void unfinishedLineLimit() {
        assertThat(lines.feed("12345678901")).isEqualTo(LINE_TOO_LONG);
        assertThat(lines.lines).isEmpty();
    }

    @Test
    void pendingLimit() {
        lines.open(false);
        assertThat(lines.feed("a\n".repeat(5))).isEqualTo(OK);
        assertThat(lines.feed("a\n".repeat(5))).as("at the limit").isEqualTo(OK);
        assertThat(lines.feed("a")).as("one past").isEqualTo(TOO_MUCH_PENDING);
        lines.open(true);
        assertThat(lines.resume()).isEqualTo(OK);
        assertThat(lines.lines).hasSize(10);
    }

    @Test
    void pendingLimitOfOneRead() {
        lines.open(false);
        assertThat(lines.feed("a\n".repeat(10))).isEqualTo(OK);
        LineCollector other = new LineCollector(10, 20);
        other.open(false);
        assertThat(other.feed("a\n".repeat(10) + "b")).isEqualTo(TOO_MUCH_PENDING);
        other.release();
    }
}
