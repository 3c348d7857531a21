package io.otedama.bench.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartCaseIT {
    @TempDir
    Path directory;

    @Test
    void allThreeStartsAreMeasured() throws Exception {
        Map<String, Object> numbers =
                new RestartCase(3_000, "256m", directory).run().numbers();
        assertThat(numbers).containsEntry("withoutSnapshotsCreditedShares", 3_001L);
        assertThat((long) numbers.get("withoutSnapshotsFirstShareMillis")).isPositive();
        assertThat((long) numbers.get("fromSnapshotFirstShareMillis")).isPositive();
    }
}
