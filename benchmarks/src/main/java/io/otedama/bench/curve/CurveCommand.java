package io.otedama.bench.curve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.otedama.bench.load.LoadPlan;
import io.otedama.bench.load.Measurement;
import io.otedama.bench.load.PlanOptions;
import io.otedama.bench.run.BenchResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a saturation curve, or draws one that was measured. */
@Command(
        name = "curve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Saturates a Stratum V1 server, then loads it at parts of that rate: latency and processor time"
                + " of each step as JSON and as a picture.")
public final class CurveCommand implements Callable<Integer> {
    private static final double MIN_SECONDS = 0.1;
    private static final double NS_PER_MICRO = 1e3;

    @ArgGroup(exclusive = false, heading = "%nWhom and with what:%n")
    private @Nullable PlanOptions options;

    @Option(
            names = "--steps",
            paramLabel = "P,...",
            defaultValue = "5,10,20,30,40,50,60,70,80,90,100,110",
            description = "Percent of what the server accepts when it is saturated. Default ${DEFAULT-VALUE}.")
    private String steps = "";

    @Option(
            names = "--first-warmup",
            paramLabel = "S",
            defaultValue = "10",
            description = "Seconds of load before saturation is measured. Default ${DEFAULT-VALUE}.")
    private double firstWarmup;

    @Option(
            names = "--warmup",
            paramLabel = "S",
            defaultValue = "2",
            description = "Seconds of load before each step. Default ${DEFAULT-VALUE}.")
    private double warmup;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "That saturation and each step are measured. Default ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(names = "--label", paramLabel = "TEXT", defaultValue = "curve", description = "Name of the result.")
    private String label = "";

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the numbers here.")
    private @Nullable Path json;

    @Option(names = "--svg", paramLabel = "FILE", description = "Writes the picture here.")
    private @Nullable Path svg;

    @Option(names = "--draw", paramLabel = "FILE", description = "Draws the numbers of this file; loads nobody.")
    private @Nullable Path draw;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path measured = draw;
        JsonNode report = measured == null ? measure() : read(measured);
        Path picture = svg;
        if (picture != null) {
            writePicture(report, picture);
        }
        return 0;
    }

    private JsonNode measure() throws IOException {
        CurveRun run = run();
        BenchResult result = new BenchResult(label);
        PrintWriter out = commandSpec().commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%6s %11s %11s %10s %10s %10s %10s %9s %7s %7s%n",
                "step",
                "offered/s",
                "accepted/s",
                "p50 µs",
                "p99 µs",
                "p99.9 µs",
                "max µs",
                "µs/share",
                "server",
                "load");
        out.flush();
        run.run(result, (step, measurement) -> print(out, step, measurement));
        if (json != null) {
            result.write(json);
        }
        return new ObjectMapper().valueToTree(result.toMap());
    }

    private static void print(PrintWriter out, String step, Measurement m) {
        Histogram latency = m.latency();
        out.printf(
                Locale.ROOT,
                "%6s %11s %11.0f %10.1f %10.1f %10.1f %10.1f %9.2f %7.2f %7.2f%n",
                step,
                m.pace(),
                m.acceptedPerSecond(),
                latency.getValueAtPercentile(50) / NS_PER_MICRO,
                latency.getValueAtPercentile(99) / NS_PER_MICRO,
                latency.getValueAtPercentile(99.9) / NS_PER_MICRO,
                latency.getMaxValue() / NS_PER_MICRO,
                m.serverMicrosPerShare(),
                m.serverCores(),
                m.generatorCores());
        out.flush();
    }

    private JsonNode read(Path measured) throws IOException {
        if (options != null || json != null) {
            throw wrong("--draw loads nobody: give it with --svg FILE and nothing else");
        }
        if (svg == null) {
            throw wrong("--draw FILE needs --svg FILE");
        }
        if (!Files.isReadable(measured)) {
            throw wrong("--draw: " + measured + " cannot be read");
        }
        return new ObjectMapper().readTree(measured.toFile());
    }

    private void writePicture(JsonNode report, Path picture) throws IOException {
        Path directory = picture.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        try {
            Files.writeString(picture, CurvePicture.of(Curve.read(report)));
        } catch (IllegalArgumentException e) {
            throw wrong("--draw: " + e.getMessage());
        }
    }

    private CurveRun run() {
        PlanOptions given = options;
        if (given == null) {
            throw wrong("Missing required option: --server HOST:PORT, or --draw FILE");
        }
        range("--first-warmup", firstWarmup, 0);
        range("--warmup", warmup, 0);
        range("--seconds", seconds, MIN_SECONDS);
        CurveSteps parsed;
        try {
            parsed = CurveSteps.parse(steps);
        } catch (IllegalArgumentException e) {
            throw wrong("--steps: " + e.getMessage());
        }
        LoadPlan plan;
        try {
            plan = given.check();
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        if (!plan.mix().isOnlyGood()) {
            throw wrong("--mix: a curve is one of accepted shares; leave it away");
        }
        return new CurveRun(plan, parsed, firstWarmup, warmup, seconds);
    }

    private void range(String option, double value, double min) {
        if (!(value >= min && value <= LoadPlan.MAX_SECONDS)) {
            throw wrong(option + ": " + value + " is not from " + min + " to " + LoadPlan.MAX_SECONDS);
        }
    }

    private CommandSpec commandSpec() {
        return Objects.requireNonNull(spec);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(commandSpec().commandLine(), message);
    }
}
