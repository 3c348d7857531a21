package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running pool is looked into from another process. */
class ProfileIT {
    private static final String SECRET = "a-password-of-the-node";

    @TempDir
    Path directory;

    private List<String> profile(int exitCode, String... more) throws Exception {
        String[] args = new String[more.length + 1];
        args[0] = "profile";
        System.arraycopy(more, 0, args, 1, more.length);
        CommandRun run = CommandRun.of(args);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        return exitCode == ExitCode.OK ? run.out() : List.of(run.err());
    }

    @Test
    void aPoolsTimeAndStepsAreShown() throws Exception {
        Path file = directory.resolve("pool.jfr");
        try (PoolProcess demo = PoolProcess.start(
                PoolMain.class,
                Map.of("OTEDAMA_RPC_PASSWORD", SECRET),
                "demo",
                "--listen",
                "127.0.0.1:0",
                "--http",
                "off",
                "--difficulty",
                "0.000001")) {
            demo.awaitPort();
            String pid = Long.toString(demo.pid());

            List<String> lines = profile(ExitCode.OK, "--seconds", "3", "--pid", pid, "--file", file.toString());

            assertThat(lines)
                    .anyMatch(line -> line.contains("time, by method"))
                    .anyMatch(line -> line.contains("time, by thread"))
                    .anyMatch(line -> line.startsWith("PipelineStage "));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(RecordingFile.readAllEvents(file))
                    .as("rule 32: the environment of the pool has a password")
                    .noneMatch(event -> event.toString().contains(SECRET));
            assertThat(profile(ExitCode.CONFIGURATION, "--pid", pid, "--file", file.toString()))
                    .allMatch(text -> text.contains("exists"));
        }
    }

    @Test
    void whatCannotBeRecordedIsSaid() throws Exception {
        assertThat(profile(ExitCode.CONFIGURATION, "--seconds", "0")).allMatch(text -> text.contains("1 to 3600"));
        assertThat(profile(ExitCode.FAILURE, "--pid", "999999999"))
                .allMatch(text -> text.contains("no way into process 999999999"));
    }
}
