package io.otedama.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ServerProcessTest {
    private final ServerProcess self =
            new ServerProcess(List.of(ProcessHandle.current().pid()));

    @Test
    void timeAndMemoryOfAProcessAreRead() {
        long spent =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
        assertThat(self.cpuNs()).isGreaterThanOrEqualTo(spent / 2);
        assertThat(self.residentBytes()).isGreaterThan(10L << 20);
    }

    @Test
    void aProcessThatIsGoneIsSaid() {
        long none = 4_194_305; // above what Linux gives out
        assertThat(Files.exists(Path.of("/proc/" + none))).isFalse();
        assertThatThrownBy(() -> new ServerProcess(List.of(none)).cpuNs()).hasMessageContaining("process " + none);
    }
}
