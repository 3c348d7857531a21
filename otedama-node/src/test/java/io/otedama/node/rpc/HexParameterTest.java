package io.otedama.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hex;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written piece by piece is what would have been written at once. */
class HexParameterTest {
    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, HexParameter.PIECE - 1, HexParameter.PIECE, HexParameter.PIECE + 1, 3 * HexParameter.PIECE + 7
            })
    void itIsTheWholeCallWithTheLengthThatItSays(int size) throws IOException {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31);
        }
        HexParameter body = new HexParameter(7, "submitblock", bytes);
        for (int again = 0; again < 2; again++) { // a call that got no answer is sent once more
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            body.writeTo(out);
            assertThat(out.toString(StandardCharsets.US_ASCII))
                    .isEqualTo("{\"jsonrpc\":\"1.0\",\"id\":7,\"method\":\"submitblock\",\"params\":[\""
                            + Hex.encode(bytes) + "\"]}");
            assertThat(body.getContentLength()).isEqualTo(out.size());
        }
        assertThat(body.isRepeatable()).isTrue();
    }
}
