package io.otedama.stratum.v2.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Any bytes, in pieces of any size, with a sink that stops and goes on: the frames are those that lie in the bytes. */
class FrameDecoderFuzzTest {
    private static final int LIMIT = 200;

    @FuzzTest
    void piecesGiveTheSameFrames(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int piece = (input[0] & 0xff) + 1;
        FrameCollector collector = new FrameCollector(new PlainCipher(), LIMIT);
        for (int at = 0; at < input.length; at += piece) {
            collector.room = at % 3;
            collector.decoder.resume();
            collector.feed(input, at, Math.min(input.length, at + piece));
        }
        collector.room = Integer.MAX_VALUE;
        collector.decoder.resume();

        List<FrameCollector.Frame> expected = new ArrayList<>();
        boolean broken = parse(input, expected);
        assertThat(collector.frames).isEqualTo(expected);
        assertThat(collector.errors).hasSize(broken ? 1 : 0);
        collector.channel.close();
        assertThat(collector.decoder.heldBytes()).isZero();
    }

    /** Garbage that claims to be sealed: an error, or nothing yet. */
    @FuzzTest
    void garbageDoesNotOpen(byte[] input) {
        FrameCollector collector = new FrameCollector(new TagCipher(), LIMIT);
        collector.feed(input);
        assertThat(collector.errors).hasSizeLessThanOrEqualTo(1);
        collector.channel.close();
    }

    private static boolean parse(byte[] input, List<FrameCollector.Frame> frames) {
        int at = 0;
        while (input.length - at >= FrameHeader.BYTES) {
            int length = FrameHeader.payloadBytes(input, at);
            if (length > LIMIT) {
                return true;
            }
            int end = at + FrameHeader.BYTES + length;
            if (end > input.length) {
                return false;
            }
            frames.add(new FrameCollector.Frame(
                    FrameHeader.extensionType(input, at),
                    FrameHeader.messageType(input, at),
                    Arrays.copyOfRange(input, at + FrameHeader.BYTES, end)));
            at = end;
        }
        return false;
    }
}
