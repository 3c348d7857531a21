package io.otedama.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each case once, as small as it goes, so that none rots. Says nothing about speed. */
@Timeout(180)
class CaseSmokeIT {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "block --blocks 2 --warm-up 1 --transactions 50, submitToFirstByteP99Micros",
        "sessions --sessions 50, heapBytesPerSession",
        "restart --shares 5000, fromSnapshotFirstShareMillis",
        "allocation --seconds 1, poolBytesPerShare"
    })
    void itMeasures(String command, String number) throws Exception {
        Path file = directory.resolve("result.json");
        BenchProcess.run((command + " --json " + file).split(" ", -1));
        JsonNode result = new ObjectMapper().readTree(file.toFile());
        assertThat(result.path("numbers").path(number).isNumber()).isTrue();
        assertThat(result.path("machine").path("cores").asInt()).isPositive();
        assertThat(result.path("name").asText()).isEqualTo(command.split(" ", 2)[0]);
    }
}
