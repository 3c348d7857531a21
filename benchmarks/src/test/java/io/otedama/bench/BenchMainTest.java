package io.otedama.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BenchMainTest {
    @Test
    void aWrongCommandLineIsTwo() {
        assertThat(BenchMain.execute()).isEqualTo(2);
        assertThat(BenchMain.execute("nonsense")).isEqualTo(2);
        assertThat(BenchMain.execute("curve", "--server", "192.0.2.1:1")).isEqualTo(2);
    }

    @Test
    @Timeout(60)
    void aServerThatServesNobodyIsOne() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String server = "127.0.0.1:" + silent.getLocalPort();
            assertThat(BenchMain.execute("load", "--server", server, "--connections", "1", "--connect-seconds", "1"))
                    .isEqualTo(1);
        }
    }
}
