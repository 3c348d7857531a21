package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.pow.Sha256dProofOfWork;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoIT {
    private static final Pattern LAST =
            Pattern.compile("demo: blocks=(\\d+) accepted=(\\d+) rejected=(\\d+) paid=(\\d+)");
    private static final long SUBSIDY = 5_000_000_000L;

    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"sha256d", "scrypt"})
    void minesExactlyTheBlocksAskedForAndPaysThem(String algorithm) throws Exception {
        try (PoolProcess demo = PoolProcess.start(
                PoolMain.class,
                "demo",
                "--blocks",
                "3",
                "--listen",
                "127.0.0.1:0",
                "--algorithm",
                algorithm,
                "--data",
                data.toString())) {
            assertThat(demo.awaitExit()).as(demo.err()).isZero();

            List<String> out = demo.out();
            assertThat(out).hasSize(4);
            assertThat(out.get(0)).matches("stratum: listening on 127\\.0\\.0\\.1:[1-9]\\d*");
            assertThat(out.get(1))
                    .matches(out.get(0).replace("stratum:", "sv2:") + " authority=9[1-9A-HJ-NP-Za-km-z]{50,}");
            assertThat(out.get(2)).matches("http: listening on 127\\.0\\.0\\.1:[1-9]\\d*");
            Matcher last = LAST.matcher(out.get(3));
            assertThat(last.matches()).as(out.get(3)).isTrue();
            assertThat(last.group(1)).isEqualTo("3");
            assertThat(Long.parseLong(last.group(2))).isGreaterThanOrEqualTo(3);
            assertThat(Long.parseLong(last.group(4))).isBetween(3 * SUBSIDY, 3 * SUBSIDY + SUBSIDY / 100);
            assertThat(demo.err())
                    .contains("miner-1", "miner-2") // the second speaks Stratum V2
                    .contains("3 blocks in the chain")
                    .doesNotContain("\u001b", "Exception");
        }
        try (var saved = Files.list(data.resolve("blocks"))) {
            assertThat(saved.count()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void withoutBlocksItServesMinersUntilSigterm() throws Exception {
        try (PoolProcess demo = PoolProcess.start(
                PoolMain.class, "demo", "--listen", "127.0.0.1:0", "--miners", "0", "--difficulty", "0.000001")) {
            int port = demo.awaitPort();
            try (TestMiner miner = new TestMiner(port, new Sha256dProofOfWork())) {
                miner.start();
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> miner.accepted() >= 2);
            }
            demo.terminate();

            assertThat(demo.awaitExit()).as(demo.err()).isZero();
            assertThat(demo.out()).hasSize(4);
            assertThat(demo.out().get(3)).matches(LAST);
        }
    }

    @Test
    void aPortInUseIsARuntimeFailure() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PoolProcess demo = PoolProcess.start(
                        PoolMain.class, "demo", "--blocks", "1", "--listen", "127.0.0.1:" + taken.getLocalPort())) {
            assertThat(demo.awaitExit()).isEqualTo(ExitCode.FAILURE);
            assertThat(demo.out()).isEmpty();
            assertThat(demo.err())
                    .contains("cannot listen on", "" + taken.getLocalPort())
                    .doesNotContain("\tat ");
        }
    }
}
