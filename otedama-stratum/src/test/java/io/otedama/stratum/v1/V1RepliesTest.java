package io.otedama.stratum.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class V1RepliesTest {
    private static String refused(String reason) {
        return new String(V1Replies.workerRefused(reason), StandardCharsets.US_ASCII);
    }

    @Test
    void aReasonIsOneJsonStringOfAscii() {
        assertThat(refused("say \"no\"\n\u2026"))
                .isEqualTo(",\"result\":null,\"error\":[24,\"say \\\"no\\\"\\n\\u2026\",null]}\n");
    }

    @Test
    void aReasonIsBounded() {
        String longest = "r".repeat(V1Replies.MAX_REASON_CHARS);
        assertThat(refused(longest)).contains("\"" + longest + "\"");
        assertThat(refused(longest + "s")).contains("\"" + longest + "\"");
    }
}
