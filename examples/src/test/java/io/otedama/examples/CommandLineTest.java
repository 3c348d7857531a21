package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "--nonsense", "nonsense", "run --nod x", "demo --blocks many", "demo --log-level loud"})
    void aWrongCommandLineIsAConfigurationError(String args) {
        CommandRun run = CommandRun.of(args.isEmpty() ? new String[0] : args.split(" "));

        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "demo --help",
                "run --help",
                "check --help",
                "journal tail --help",
                "ledger show --help",
                "--version"
            })
    void helpIsNoError(String args) {
        CommandRun run = CommandRun.of(args.split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isNotEmpty();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void everyMistakeOfTheOptionsIsListedAtOnce() {
        CommandRun run = CommandRun.of(
                "run",
                "--node",
                "foo",
                "--address",
                "bc1nonsense",
                "--listen",
                "here",
                "--difficulty",
                "-1",
                "--algorithm",
                "md5",
                "--zmq",
                "nowhere",
                "--start-timeout",
                "0");

        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("7 problems", "--node: ", "--address: ", "--listen: ", "--difficulty: ", "--algorithm: ")
                .contains("--zmq: ", "--start-timeout: ");
    }

    @Test
    void whatIsMissingIsNamedByItsOption() {
        CommandRun run = CommandRun.of("run", "--cookie", "here");

        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.err()).contains("--node: is missing", "--address: is missing", "--cookie: stands alone");
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        Path file = directory.resolve("none.yaml");
        CommandRun run = CommandRun.of("check", "--config", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.out()).containsExactly("check: problems=1");
        assertThat(run.err()).contains(file.toString(), "does not exist");
    }

    @Test
    void everyMistakeOfTheDemoIsListedAtOnce() {
        CommandRun run = CommandRun.of(
                "demo",
                "--listen",
                "x",
                "--algorithm",
                "md5",
                "--difficulty",
                "0",
                "--miners",
                "-1",
                "--blocks",
                "0",
                "--maturity",
                "101",
                "--durability",
                "fast");

        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.err())
                .contains("8 problems", "--listen: ", "--algorithm: ", "--difficulty: ", "--miners: ", "--blocks: ")
                .contains(
                        "--maturity: is 101",
                        "--durability: is of no use without",
                        "--durability: \"fast\" is no mode");
    }
}
