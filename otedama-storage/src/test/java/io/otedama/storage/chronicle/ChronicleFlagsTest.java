package io.otedama.storage.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChronicleFlagsTest {
    @Test
    void withoutItsFlagsTheStoreNamesTheOneThatIsMissing(@TempDir Path directory) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpeningProcess.class.getName(),
                        directory.resolve("sessions.map").toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isNotZero();
        assertThat(output).contains("needs the flag --add-opens java.base/java.lang=ALL-UNNAMED");
        assertThat(directory).isEmptyDirectory(); // checked before any file is made
    }

    static final class OpeningProcess {
        private OpeningProcess() {}

        public static void main(String[] arguments) {
            ChronicleSessionStore.open(Path.of(arguments[0])).close();
        }
    }
}
