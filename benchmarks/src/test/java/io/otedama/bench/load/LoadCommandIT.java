package io.otedama.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.otedama.chain.Difficulty;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(120)
class LoadCommandIT {
    private static final String SERVER = "--server 127.0.0.1:1 ";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private int run(String line) {
        return new CommandLine(new LoadCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line.split(" ", -1));
    }

    @Test
    void aServerOfSomebodyElseIsNotLoaded() {
        assertThat(run("--server 192.0.2.1:3333")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--server: 192.0.2.1 is not this machine")
                .contains("--i-own-this-server");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--connections 0       | --connections: 0 is not from 1 to 200000",
                "--connections 200000  | --connections: 200000 connections do not fit into the limit",
                "--source-addresses -1 | --source-addresses: -1 is not from 0",
                "--ramp -1             | --ramp: -1 is not from 0",
                "--depth 2000          | --depth: 2000 is not from 1 to 1024",
                "--mix best=1          | --mix: 'best' is none of good, low",
                "--mix good            | --mix: 'good' is not KIND=WEIGHT",
                "--premine -1          | --premine: -1 is not from 0",
                "--roll time           | --roll: 'time' is neither extranonce2 nor nonce",
                "--threads 0           | --threads: 0 is not from 1 to 64",
                "--slow-readers 50     | --slow-readers: 50 is not from 0 to 49",
                "--pid me              | '--pid'",
                "--pid 0               | --pid: there is no process 0",
                "--algorithm md5       | --algorithm: ",
                "--connect-seconds 0   | --connect-seconds: 0 is not from 1",
                "--rate fast           | --rate: 'fast' is neither max nor none nor 1 to",
                "--rate 0              | --rate: '0' is neither",
                "--rate 10000001       | --rate: '10000001' is neither",
                "--warmup -1           | --warmup: -1 is not from 0",
                "--seconds 0           | --seconds: 0 is not from 1",
                "--seconds 3601        | --seconds: 3601 is not from 1 to 3600",
                "--storm -1            | --storm: -1 is not from 0",
                "--storm 200000        | --storm: 200050 connections do not fit into the limit",
                "--storm-rounds 0      | --storm-rounds: 0 is not from 1",
                "--channel extended    | --channel, --authority and --sv2-plain are of no use without --sv2",
                "--sv2 --channel group | --channel: 'group' is neither standard nor extended",
                "--sv2 --authority abc | --authority: ",
                "--nonsense            | '--nonsense'",
            })
    void whatIsWrongIsNamed(String options, String message) {
        assertThat(run(SERVER + options)).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "127.0.0.1:0", "127.0.0.1:65536", ":3333", "127.0.0.1:port"})
    void whatIsNoAddressIsNamed(String server) {
        assertThat(run("--server " + server)).isEqualTo(2);
        assertThat(err.toString()).contains("--server: '" + server + "' is no HOST:PORT");
    }

    @Test
    void everyMistakeOfThePlanIsSaidAtOnce() {
        assertThat(run(SERVER + "--connections 0 --depth 0 --threads 0")).isEqualTo(2);
        assertThat(err.toString()).contains("--connections:", "--depth:", "--threads:");
    }

    @Test
    void aServerMustBeNamed() {
        assertThat(run("--seconds 1")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required option", "--server");
    }

    @Test
    void aRunIsReportedToPeopleAndToPrograms() throws IOException {
        Path json = directory.resolve("made/up/run.json");
        assertThat(load("one", json)).isZero();
        assertThat(err.toString()).isEmpty();

        JsonNode report = new ObjectMapper().readTree(json.toFile());
        assertThat(report.path("name").asText()).isEqualTo("one");
        assertThat(report.path("machine").path("cores").asInt()).isPositive();
        assertThat(report.path("parameters").path("server").asText()).startsWith("127.0.0.1:");
        assertThat(report.path("parameters").path("connections").asInt()).isEqualTo(4);
        assertThat(report.path("parameters").path("rate").asText()).isEqualTo("max");
        assertThat(report.path("parameters").path("warmupSeconds").asInt(-1)).isZero();
        JsonNode numbers = report.path("numbers");
        assertThat(numbers.path("connect").path("connections").asInt()).isEqualTo(4);
        checkPhase(numbers.path("load"), "max");
        assertThat(numbers.path("fanout").path("blocks").isInt()).isTrue();
        assertThat(numbers.path("storms")).singleElement().satisfies(storm -> {
            assertThat(storm.path("newcomers").path("connections").asInt()).isEqualTo(20);
            checkPhase(storm.path("established"), "max");
        });
        assertThat(numbers.path("unanswered").asInt(-1)).isZero();
        assertThat(out.toString())
                .containsPattern("(?m)^name +one$")
                .containsPattern("(?m)^parameters\\.depth +2$")
                .containsPattern("(?m)^numbers\\.load\\.accepted +[1-9]\\d*$")
                .containsPattern("(?m)^numbers\\.load\\.latencyMicros\\.p99 +[1-9][\\d.]*$");
    }

    private int load(String label, Path json) {
        try (TestPool pool = new TestPool(Difficulty.MIN)) {
            return run("--server 127.0.0.1:" + pool.address().getPort() + " --connections 4 --depth 2 --warmup 0"
                    + " --seconds 1 --storm 20 --pid " + ProcessHandle.current().pid() + " --label " + label
                    + " --json " + json);
        }
    }

    private static void checkPhase(JsonNode phase, String pace) {
        assertThat(phase.path("pace").asText()).isEqualTo(pace);
        assertThat(phase.path("accepted").asLong()).isPositive();
        assertThat(phase.path("disconnects").asInt(-1)).isZero();
        for (String name : new String[] {
            "seconds",
            "acceptedPerSecond",
            "submitsPerSecond",
            "generatorCores",
            "serverCores",
            "serverCpuMicrosPerShare",
            "serverCpuSecondsPerMillionShares"
        }) {
            assertThat(phase.path(name).isNumber()).as(name).isTrue();
        }
        for (String name : new String[] {"p50", "p90", "p99", "p999", "max", "mean"}) {
            assertThat(phase.path("latencyMicros").path(name).asDouble())
                    .as(name)
                    .isPositive();
        }
    }

    @Test
    void twoReportsAreCompared() throws IOException {
        Path a = directory.resolve("a.json");
        Path b = directory.resolve("b.json");
        ObjectMapper json = new ObjectMapper();
        json.writeValue(a.toFile(), json.readTree("{\"name\":\"x\",\"numbers\":{\"load\":{\"accepted\":200}}}"));
        json.writeValue(b.toFile(), json.readTree("{\"name\":\"x\",\"numbers\":{\"load\":{\"accepted\":300}}}"));
        assertThat(run("--compare " + a + " " + b)).isZero();
        assertThat(out.toString()).containsPattern("(?m)^numbers\\.load\\.accepted +200 +300 +1\\.500$");
        assertThat(out.toString().lines()).hasSize(2);
    }

    @Test
    void aReportThatIsMissingIsNamed() {
        assertThat(run("--compare a.json b.json")).isEqualTo(2);
        assertThat(err.toString()).contains("--compare: a.json cannot be read");
    }
}
