package io.otedama.bench.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.bench.run.BenchResult;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockCaseTest {
    @TempDir
    Path directory;

    @Test
    void everyBlockIsMeasured() throws Exception {
        BenchResult result = new BlockCase(200, 5, 2, 1, directory).run();
        assertThat(result.numbers())
                .containsOnlyKeys(
                        "submitToFirstByteP50Micros",
                        "submitToFirstByteP99Micros",
                        "submitToFirstByteMaxMicros",
                        "writtenToFirstByteP50Micros",
                        "writtenToFirstByteP99Micros",
                        "writtenToFirstByteMaxMicros");
        assertThat((double) result.numbers().get("submitToFirstByteP50Micros")).isPositive();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void percentilesAreOfTheSmallestValueThatIsEnough() {
        Latencies latencies = new Latencies(100);
        for (int i = 100; i > 0; i--) {
            latencies.add(i * 1_000L);
        }
        assertThat(latencies.micros(0.5)).isEqualTo(50);
        assertThat(latencies.micros(0.99)).isEqualTo(99);
        assertThat(latencies.micros(1)).isEqualTo(100);
    }
}
