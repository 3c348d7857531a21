package io.otedama.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.gateway.RealBrowser.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class RealBrowserTest {
    @TempDir
    Path directory;

    @Test
    void isFoundOnThePathOrWhereItIsNamed() throws IOException {
        Path program = Files.createFile(
                directory.resolve("chromium"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        assertThat(Program.BROWSER.requireOrSkip(Map.of("PATH", directory.toString())))
                .isEqualTo(program);
        assertThat(Program.BROWSER.requireOrSkip(Map.of("OTEDAMA_CHROMIUM", program.toString())))
                .isEqualTo(program);
    }

    @Test
    void absenceSkipsAtHomeAndFailsInTheCheck() {
        assertThatThrownBy(() -> Program.DRIVER.requireOrSkip(Map.of("PATH", directory.toString())))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("install chromium-driver");
        assertThatThrownBy(() -> Program.DRIVER.requireOrSkip(Map.of("PATH", directory.toString(), "CI", "true")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("OTEDAMA_CHROMEDRIVER");
    }

    @Test
    void aWrongNameIsNotOverlooked() {
        assertThatThrownBy(() -> Program.BROWSER.requireOrSkip(
                        Map.of("OTEDAMA_CHROMIUM", directory.resolve("nothing").toString())))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("names no executable");
    }
}
