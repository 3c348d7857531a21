package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckIT {
    private static final String ADDRESS = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";

    @TempDir
    Path directory;

    @Test
    void saysWhatTheNodeSays() throws Exception {
        RegtestChain chain = RegtestChain.builder().build();
        chain.mineBlocks(2);
        try (RegtestServer node = RegtestServer.start(chain)) {
            Path file = Files.writeString(
                    directory.resolve("pool.yaml"), "nodes: " + node.url() + "\naddress: " + ADDRESS + "\n");
            CommandRun check = CommandRun.of("check", "--config", file.toString());

            assertThat(check.exitCode()).as(check.err()).isZero();
            assertThat(check.out()).hasSize(2);
            assertThat(check.out().get(0))
                    .startsWith("check: node 127.0.0.1:" + node.port()
                            + " chain=bitcoin-regtest height=2 synced=true peers=1 algorithm=sha256d rules=")
                    .endsWith("work=yes");
            assertThat(check.out().get(1)).isEqualTo("check: ok");
        }
    }

    @Test
    void everyNodeThatCannotBeUsedIsNamed() throws Exception {
        try (RegtestServer node = RegtestServer.start(RegtestChain.builder().build())) {
            CommandRun check = CommandRun.of(
                    "check",
                    "--node",
                    node.url(),
                    "--node",
                    "http://regtest:geheim@localhost:" + node.port(),
                    "--node",
                    "http://regtest:geheim@127.0.0.1:1",
                    "--address",
                    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4");

            assertThat(check.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(check.out()).last().isEqualTo("check: problems=3");
            assertThat(check.err())
                    .contains("refuses the user and password", "127.0.0.1:1", "--address: ", "bitcoin-regtest")
                    .doesNotContain("geheim", node.password());
        }
    }
}
