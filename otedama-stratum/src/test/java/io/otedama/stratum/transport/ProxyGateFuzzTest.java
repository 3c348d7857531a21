package io.otedama.stratum.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** Any bytes, in pieces of any size: the client is known once, or the connection ends once; what follows comes unchanged. */
class ProxyGateFuzzTest {
    @FuzzTest
    void anyBytesEndInOneWay(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int piece = (input[0] & 0xff) + 1;
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        ProxyRig rig = new ProxyRig(1);
        rig.feed(bytes, piece);
        assertThat(rig.known.size() + rig.refused()).isLessThanOrEqualTo(1);
        byte[] through = rig.through.toByteArray();
        if (!rig.known.isEmpty()) {
            assertThat(Arrays.copyOfRange(bytes, bytes.length - through.length, bytes.length))
                    .isEqualTo(through);
        } else {
            assertThat(through).isEmpty();
        }
        rig.pass(1_100);
        assertThat(rig.known.size() + rig.refused()).isEqualTo(1);
        rig.close();
        assertThat(rig.gate.waiting()).isZero();
    }
}
