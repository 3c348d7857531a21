package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalCommandTest {
    @TempDir
    Path data;

    static CommandRun journal(String command, Path data, String... options) {
        List<String> args = new ArrayList<>(List.of("journal", command, "--data", data.toString()));
        args.addAll(Arrays.asList(options));
        return CommandRun.of(args.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect", "tail"})
    void aDirectoryThatIsMissingIsNamed(String command) {
        CommandRun run = journal(command, data.resolve("none"));

        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("--data: ", "none does not exist. Name the directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect", "tail"})
    void aDirectoryWithoutAJournalIsNotMadeToOne(String command) throws IOException {
        CommandRun run = journal(command, data);

        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.err()).contains("there is no journal in " + data);
        assertThat(data).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect", "tail"})
    void whatIsNoJournalIsUnreadable(String command) throws IOException {
        Path journal = Files.createDirectory(data.resolve("journal"));
        Files.writeString(journal.resolve("letter.txt"), "no journal");
        CommandRun run = journal(command, data);

        assertThat(run.exitCode()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("there is no journal in", "name the directory")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "inspect", "tail", "nonsense", "tail --data x --from none"})
    void aWrongCommandLineIsAConfigurationError(String args) {
        CommandRun run = CommandRun.of(("journal " + args).trim().split(" "));

        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
    }
}
