package io.otedama.stratum.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Any bytes, in pieces of any size: the lines are those that splitting the whole text gives. */
class LineDecoderFuzzTest {
    @FuzzTest
    void piecesGiveTheSameLines(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int piece = (input[0] & 0xff) + 1;
        LineCollector collector = new LineCollector(64, 1_024);
        LineDecoder.Outcome outcome = LineDecoder.Outcome.OK;
        for (int at = 0; at < input.length && outcome == LineDecoder.Outcome.OK; at += piece) {
            collector.open(at % 3 != 1);
            outcome = collector.feed(input, at, Math.min(input.length, at + piece));
        }
        collector.open(true);
        if (outcome == LineDecoder.Outcome.OK) {
            outcome = collector.resume();
        }
        List<String> expected = expected(input);
        assertThat(collector.lines).hasSizeLessThanOrEqualTo(expected.size());
        assertThat(expected.subList(0, collector.lines.size())).isEqualTo(collector.lines);
        if (outcome == LineDecoder.Outcome.OK) {
            assertThat(collector.lines).isEqualTo(expected);
        }
        collector.release();
    }

    private static List<String> expected(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>();
        int end = text.lastIndexOf('\n');
        for (String line : text.substring(0, end + 1).split("\n", -1)) {
            String bare = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            if (!bare.isEmpty()) {
                lines.add(bare);
            }
        }
        return lines;
    }
}
