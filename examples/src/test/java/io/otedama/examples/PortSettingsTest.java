package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.otedama.chain.Difficulty;
import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import io.otedama.session.PortDifficulty;
import io.otedama.stratum.StratumPort;
import io.otedama.stratum.TlsUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PortSettingsTest {
    private static final String GOOD =
            "nodes: http://user:pass@127.0.0.1:8332\naddress: bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080\n";

    @TempDir
    Path directory;

    private PoolSettings read(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("pool.yaml"), GOOD + yaml);
        Problems problems = new Problems(key -> key);
        Section root = new Section("", YamlFile.read(file), problems, new EnvironmentText(name -> null));
        return new SettingsReader(root, problems).read();
    }

    private List<String> keys(String yaml) {
        return catchThrowableOfType(ConfigurationException.class, () -> read(yaml)).problems().stream()
                .map(ConfigProblem::key)
                .toList();
    }

    @Test
    void eachPortHasItsTerms() throws IOException {
        PortSettings ports = read("""
                        tls: { certificate: a.pem, key: b.pem }
                        proxies: [10.0.0.0/8, "::1/128"]
                        ports:
                          - { listen: "127.0.0.1:3334", difficulty: 5000 }
                          - { listen: "127.0.0.1:3335", start: 4096, min: 256, tls: required }
                          - { listen: "127.0.0.1:3336", tls: "off" }
                        """).ports();
        assertThat(ports.further()).hasSize(3);
        StratumPort fixed = ports.further().get(0);
        assertThat(fixed.difficulty()).isEqualTo(PortDifficulty.fixed(Difficulty.of(5000)));
        assertThat(fixed.tls()).isEqualTo(TlsUse.ALLOWED);
        StratumPort starting = ports.further().get(1);
        assertThat(Objects.requireNonNull(starting.difficulty().policy()).startDifficulty())
                .isEqualTo(Difficulty.of(4096));
        assertThat(starting.difficulty().minimum()).isEqualTo(Difficulty.of(256));
        assertThat(starting.tls()).isEqualTo(TlsUse.REQUIRED);
        assertThat(ports.further().get(2).difficulty()).isEqualTo(PortDifficulty.POOL);
        assertThat(ports.further().get(2).tls()).isEqualTo(TlsUse.OFF);
        assertThat(ports.proxies()).containsExactly("10.0.0.0/8", "::1/128");
        assertThat(Objects.requireNonNull(ports.tls()).certificates()).hasToString("a.pem");
        assertThat(read("").ports()).isEqualTo(PortSettings.PLAIN);
    }

    @Test
    void everyMistakeIsNamed() {
        assertThat(keys("tls: { certificate: a.pem }")).containsExactly("tls.key");
        assertThat(keys("proxies: [somewhere]")).containsExactly("proxies");
        assertThat(keys("ports: [ { difficulty: 5 }, { listen: x, tls: maybe }, 7 ]"))
                .containsExactlyInAnyOrder("ports[0].listen", "ports[1].listen", "ports[1].tls", "ports[2]");
        assertThat(keys("ports: { listen: \"127.0.0.1:1\", tls: required }")).containsExactly("ports[0].tls");
        assertThat(keys("ports: { listen: \"127.0.0.1:1\", difficulty: 0.1 }"))
                .as("below the pool's minimum")
                .containsExactly("ports[0].difficulty");
        assertThat(keys("ports: { listen: \"127.0.0.1:1\", difficulty: 5, min: 2 }"))
                .containsExactly("ports[0].min");
        assertThat(keys("difficulty: 16\nports: { listen: \"127.0.0.1:1\", start: 5 }"))
                .as("the pool's is the same for everybody")
                .containsExactly("ports[0].start");
        assertThat(keys("ports: { listen: \"127.0.0.1:1\", port: 5 }")).containsExactly("ports[0].port");
    }

    @Test
    void certificateAndKeyAreOptionsToo() {
        PoolOptions options = CommandLine.populateCommand(
                new PoolOptions(),
                "--node=http://u:p@127.0.0.1:1",
                "--address=bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080",
                "--tls-certificate=a.pem",
                "--tls-key=b.pem");
        PoolSettings settings = options.load(new EnvironmentText(name -> null));
        assertThat(Objects.requireNonNull(settings.ports().tls()).key()).hasToString("b.pem");
        PoolOptions half = CommandLine.populateCommand(
                new PoolOptions(),
                "--node=http://u:p@127.0.0.1:1",
                "--address=bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080",
                "--tls-certificate=a.pem");
        assertThat(catchThrowableOfType(
                                ConfigurationException.class, () -> half.load(new EnvironmentText(name -> null)))
                        .problems())
                .extracting(ConfigProblem::key)
                .containsExactly("--tls-key");
    }
}
