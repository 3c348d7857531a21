package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Network;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.pow.ScryptProofOfWork;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.stratum.client.ClientListener;
import io.otedama.stratum.client.StratumClient;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunIT {
    private static final String ADDRESS = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";
    private static final String LITECOIN_ADDRESS = "rltc1qw508d6qejxtdg4y5r3zarvary0c5xw7k693xs3";
    private static final int BITS = 0x1f00ffff;

    @TempDir
    Path directory;

    @Test
    void minesWithOptionsOnlyAndDrainsOnSigterm() throws Exception {
        RegtestChain chain = RegtestChain.builder().bits(BITS).build();
        try (RegtestServer node = RegtestServer.start(chain);
                PoolProcess run = PoolProcess.start(
                        PoolMain.class,
                        "run",
                        "--node",
                        node.url(),
                        "--address",
                        ADDRESS,
                        "--listen",
                        "127.0.0.1:0",
                        "--data",
                        directory.toString())) {
            int port = run.awaitPort();
            assertThat(port).isPositive();
            try (TestMiner miner = new TestMiner(port, new Sha256dProofOfWork())) {
                miner.start();
                assertThat(chain.awaitHeight(1, Duration.ofSeconds(60)))
                        .as(run.err())
                        .isTrue();
            }
            run.terminate();

            assertThat(run.awaitExit()).as(run.err()).isZero();
            assertThat(run.out()).hasSize(2).first().isEqualTo("stratum: listening on 127.0.0.1:" + port);
            assertThat(run.out()).last().asString().startsWith("http: listening on 127.0.0.1:");
            assertThat(run.err()).doesNotContain(node.password(), "Exception");
            assertThat(directory.resolve("blocks")).isDirectoryContaining("glob:**");
        }
    }

    @Test
    void minesScryptFromAFileWithThePasswordOfTheEnvironment() throws Exception {
        RegtestChain chain = RegtestChain.builder()
                .network(Network.LITECOIN_REGTEST)
                .proofOfWork(new ScryptProofOfWork())
                .bits(0x2000ffff)
                .build();
        try (RegtestServer node = RegtestServer.start(chain)) {
            Path file = Files.writeString(
                    directory.resolve("pool.yaml"), """
                    nodes:
                      - url: %s
                        user: %s
                        password: ${OTEDAMA_TEST_PASSWORD}
                    address: %s
                    listen: 127.0.0.1:0
                    """.formatted(node.endpoint(), node.user(), LITECOIN_ADDRESS));
            try (PoolProcess run = PoolProcess.start(
                    PoolMain.class,
                    Map.of("OTEDAMA_TEST_PASSWORD", node.password()),
                    "run",
                    "--config",
                    file.toString())) {
                try (TestMiner miner = new TestMiner(run.awaitPort(), new ScryptProofOfWork())) {
                    miner.start();
                    assertThat(chain.awaitHeight(1, Duration.ofSeconds(60)))
                            .as(run.err())
                            .isTrue();
                }
                run.terminate();
                assertThat(run.awaitExit()).as(run.err()).isZero();
            }
        }
    }

    @Test
    void theDifficultyIsFixedHoweverSmall() throws Exception {
        RegtestChain chain = RegtestChain.builder().bits(BITS).build();
        try (RegtestServer node = RegtestServer.start(chain);
                PoolProcess run = PoolProcess.start(
                        PoolMain.class,
                        "run",
                        "--node",
                        node.url(),
                        "--address",
                        ADDRESS,
                        "--listen",
                        "127.0.0.1:0",
                        "--difficulty",
                        "0.00000012345")) {
            CompletableFuture<Difficulty> sent = new CompletableFuture<>();
            try (StratumClient client = StratumClient.builder()
                    .server("127.0.0.1", run.awaitPort())
                    .user("x")
                    .password("d=0.5")
                    .listener(new ClientListener() {
                        @Override
                        public void onDifficulty(Difficulty difficulty) {
                            sent.complete(difficulty);
                        }
                    })
                    .build()) {
                client.start();
                assertThat(sent.get(60, TimeUnit.SECONDS)).isEqualTo(Difficulty.of("0.00000012345"));
            }
        }
    }

    @Test
    void aNodeThatIsDownIsARuntimeFailure() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        try (PoolProcess run = PoolProcess.start(
                PoolMain.class,
                "run",
                "--node",
                "http://user:geheim@127.0.0.1:" + nobody,
                "--address",
                ADDRESS,
                "--listen",
                "127.0.0.1:0",
                "--start-timeout",
                "1")) {
            assertThat(run.awaitExit()).as(run.err()).isEqualTo(ExitCode.FAILURE);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("127.0.0.1:" + nobody).doesNotContain("geheim", "\tat ");
        }
    }

    @Test
    void sigtermWhileItWaitsForTheNodeEndsWell() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        try (PoolProcess run = PoolProcess.start(
                PoolMain.class,
                "run",
                "--node",
                "http://user:geheim@127.0.0.1:" + nobody,
                "--address",
                ADDRESS,
                "--listen",
                "127.0.0.1:0")) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> run.err().contains("STARTING"));
            run.terminate();
            assertThat(run.awaitExit()).as(run.err()).isZero();
        }
    }

    @Test
    void anAddressOfAnotherNetworkAndAWrongPasswordAreMistakes() throws Exception {
        try (RegtestServer node = RegtestServer.start(RegtestChain.builder().build())) {
            CommandRun foreign = CommandRun.of(
                    "run", "--node", node.url(), "--address", LITECOIN_ADDRESS, "--listen", "127.0.0.1:0");
            assertThat(foreign.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(foreign.err()).contains("--address: ", "litecoin-regtest");

            String wrong = "http://regtest:geheim@127.0.0.1:" + node.port();
            CommandRun refused = CommandRun.of("run", "--node", wrong, "--address", ADDRESS, "--listen", "127.0.0.1:0");
            assertThat(refused.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(refused.err()).contains("401").doesNotContain("geheim");
        }
    }
}
