package io.otedama.bench.curve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.otedama.bench.load.TestPool;
import io.otedama.chain.Difficulty;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(120)
class CurveCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private int run(String... args) {
        return new CommandLine(new CurveCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    @Test
    void stepsRiseOnTheSameConnectionsAndAreDrawn() throws IOException {
        Path json = directory.resolve("curve.json");
        Path svg = directory.resolve("made/up/curve.svg");
        int exit;
        try (TestPool pool = new TestPool(Difficulty.MIN)) {
            String line = "--server 127.0.0.1:" + pool.address().getPort()
                    + " --connections 10 --steps 20,60 --first-warmup 0.3 --warmup 0.1 --seconds 0.3 --label tiny --pid "
                    + ProcessHandle.current().pid() + " --json " + json + " --svg " + svg;
            exit = run(line.split(" ", -1));
        }
        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        assertThat(out.toString().lines().toList()).hasSize(4);

        JsonNode report = new ObjectMapper().readTree(json.toFile());
        assertThat(report.path("name").asText()).isEqualTo("tiny");
        JsonNode numbers = report.path("numbers");
        double saturated = numbers.path("saturation").path("acceptedPerSecond").asDouble();
        assertThat(saturated).isGreaterThan(100);
        assertThat(numbers.path("steps")).hasSize(2).allSatisfy(CurveCommandTest::checkStep);
        assertThat(numbers.path("steps").path(1).path("offeredPerSecond").asDouble() / saturated)
                .isBetween(0.59, 0.61);
        assertThat(numbers.path("connect").path("connections").asInt()).isEqualTo(10);
        assertThat(numbers.path("unanswered").asInt()).isZero();
        assertThat(Files.readString(svg)).contains("Saturation curve: tiny").endsWith("</svg>\n");
        drawsTheSameFromTheNumbersAlone(json, svg);
    }

    private static void checkStep(JsonNode step) {
        assertThat(step.path("accepted").asInt()).isPositive();
        assertThat(step.path("percentOfSaturation").isInt()).isTrue();
        assertThat(step.path("disconnects").asInt(-1)).isZero();
        for (String name : new String[] {"p50", "p99", "p999", "max"}) {
            assertThat(step.path("latencyMicros").path(name).asDouble())
                    .as(name)
                    .isPositive();
        }
        for (String name : new String[] {"serverCpuMicrosPerShare", "serverCores", "generatorCores"}) {
            assertThat(step.path(name).isNumber()).as(name).isTrue();
        }
    }

    private void drawsTheSameFromTheNumbersAlone(Path json, Path svg) throws IOException {
        Path again = directory.resolve("again.svg");
        assertThat(run("--draw", json.toString(), "--svg", again.toString())).isZero();
        assertThat(Files.readString(again)).isEqualTo(Files.readString(svg));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--steps 5                                             | --server",
                "--server 192.0.2.1:3333                               | --i-own-this-server",
                "--server 127.0.0.1:1 --steps 50,10                    | --steps: 10 comes after 50",
                "--server 127.0.0.1:1 --seconds 0                      | --seconds: 0.0 is not from 0.1 to 3600",
                "--server 127.0.0.1:1 --warmup -1                      | --warmup: -1.0 is not from",
                "--server 127.0.0.1:1 --first-warmup NaN               | --first-warmup: NaN is not from",
                "--server 127.0.0.1:1 --mix good=1,stale=1             | --mix: a curve is one of accepted shares",
                "--draw missing.json                                   | --draw FILE needs --svg FILE",
                "--draw missing.json --svg x.svg                       | missing.json cannot be read",
                "--draw missing.json --svg x.svg --server 127.0.0.1:1  | --draw loads nobody",
            })
    void whatIsWrongIsNamedAndNobodyIsLoaded(String line, String message) {
        assertThat(run(line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }
}
