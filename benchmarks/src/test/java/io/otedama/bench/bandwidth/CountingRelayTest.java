package io.otedama.bench.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class CountingRelayTest {
    @Test
    void theRelayCountsBothDirections() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                CountingRelay relay = new CountingRelay(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));
                Socket miner = new Socket(InetAddress.getLoopbackAddress(), relay.port());
                Socket pool = server.accept()) {
            miner.getOutputStream().write(new byte[7]);
            assertThat(pool.getInputStream().readNBytes(7)).hasSize(7);
            pool.getOutputStream().write(new byte[11]);
            assertThat(miner.getInputStream().readNBytes(11)).hasSize(11);
            assertThat(relay.up()).isEqualTo(7);
            assertThat(relay.down()).isEqualTo(11);
        }
    }
}
