package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class RealNodeTest {
    @TempDir
    private Path directory;

    @Test
    void withoutADaemonTheTestIsSkippedAndToldHowToEnableIt() {
        assertThatThrownBy(() -> RealNode.requireOrSkip(Map.of("PATH", directory.toString())))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("install litecoind (Debian: apt-get install litecoind) or set OTEDAMA_LITECOIND");
    }

    @Test
    void withoutADaemonACheckedBuildFails() {
        assertThatThrownBy(() -> RealNode.requireOrSkip(Map.of("PATH", directory.toString(), "CI", "true")))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("apt-get install litecoind");
    }

    @Test
    void aNamedDaemonThatCannotRunFails() {
        Map<String, String> environment =
                Map.of(RealNode.VARIABLE, directory.resolve("absent").toString());
        assertThatThrownBy(() -> RealNode.requireOrSkip(environment))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("names no executable");
    }

    @Test
    void theDaemonIsFoundOnThePathOrByItsVariable() throws Exception {
        Path daemon = Files.createFile(directory.resolve("litecoind"));
        assertThat(daemon.toFile().setExecutable(true)).isTrue();
        String path = directory.resolve("absent") + File.pathSeparator + directory;
        assertThat(RealNode.requireOrSkip(Map.of("PATH", path))).isEqualTo(daemon);
        assertThat(RealNode.requireOrSkip(Map.of("PATH", "", RealNode.VARIABLE, daemon.toString())))
                .isEqualTo(daemon);
    }
}
