package io.otedama.stratum.v2.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;

/** Any bytes as any message: malformed or readable, nothing else. The first byte chooses the message. */
class MessageFuzzTest {
    private static final List<MessageSample<?>> SAMPLES = MessageSample.all();

    @FuzzTest
    void malformedOrReadable(byte[] input) {
        if (input.length > 0) {
            AnyBytes.read(SAMPLES.get((input[0] & 0xff) % SAMPLES.size()), Arrays.copyOfRange(input, 1, input.length));
        }
    }
}
