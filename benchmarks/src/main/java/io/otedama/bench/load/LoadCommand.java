package io.otedama.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otedama.bench.run.BenchResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Loads a Stratum server, or compares two reports. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Loads any Stratum server with miners, measures what comes back; or compares two reports.")
public final class LoadCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ArgGroup(exclusive = false, heading = "%nWhom and with what:%n")
    private @Nullable PlanOptions options;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "max",
            description = "Shares per second of all together, 'max' (each answer is followed by the next submit) or"
                    + " 'none'. Default ${DEFAULT-VALUE}.")
    private String rate = "";

    @Option(
            names = "--warmup",
            paramLabel = "S",
            defaultValue = "5",
            description = "Seconds. Default ${DEFAULT-VALUE}.")
    private int warmup;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "Measured. Default ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--storm",
            paramLabel = "N",
            defaultValue = "0",
            description = "After that, N more connect all at once and leave. Default ${DEFAULT-VALUE}.")
    private int storm;

    @Option(names = "--storm-rounds", paramLabel = "N", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
    private int stormRounds;

    @Option(names = "--label", paramLabel = "TEXT", defaultValue = "load", description = "Name of the result.")
    private String label = "";

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the report here too.")
    private @Nullable Path json;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            arity = "2",
            description = "Two reports side by side; loads nobody.")
    private @Nullable List<Path> compare;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        List<Path> reports = compare;
        if (reports != null) {
            out.print(ReportTable.compare(read(reports.get(0)), read(reports.get(1))));
            out.flush();
            return 0;
        }
        LoadPlan plan = plan();
        Pace pace = pace();
        BenchResult report = new BenchResult(label);
        LoadReport.plan(plan).properties().forEach(one -> report.parameter(one.getKey(), one.getValue()));
        report.parameter("rate", pace.toString());
        report.parameter("warmupSeconds", warmup);
        report.parameter("seconds", seconds);
        try (LoadRun run = new LoadRun(plan)) {
            run(plan, pace, run, report);
        }
        out.print(ReportTable.of(JSON.valueToTree(report.toMap())));
        out.flush();
        if (json != null) {
            report.write(json);
        }
        return 0;
    }

    private JsonNode read(Path report) throws IOException {
        if (!Files.isReadable(report)) {
            throw wrong("--compare: " + report + " cannot be read");
        }
        return JSON.readTree(report.toFile());
    }

    private void run(LoadPlan plan, Pace pace, LoadRun run, BenchResult report) {
        report.number("connect", LoadReport.crowd(run.connect()));
        if (plan.premine() > 0) {
            report.number("premineSeconds", LoadReport.round(run.premine()));
        }
        if (warmup > 0) {
            run.measure(pace, warmup);
        }
        report.number("load", LoadReport.phase(run.measure(pace, seconds)));
        report.number("fanout", LoadReport.fanout(run.fanoutsNs()));
        if (storm > 0) {
            report.number("storms", storms(pace, run));
        }
        report.number("unanswered", run.drain());
    }

    private ArrayNode storms(Pace pace, LoadRun run) {
        ArrayNode storms = JSON.createArrayNode();
        for (int round = 0; round < stormRounds; round++) {
            LoadRun.Storm one = run.storm(pace, storm);
            ObjectNode node = storms.addObject();
            node.set("newcomers", LoadReport.crowd(one.crowd()));
            node.set("established", LoadReport.phase(one.established()));
        }
        return storms;
    }

    private LoadPlan plan() {
        PlanOptions given = options;
        if (given == null) {
            throw wrong("Missing required option: --server HOST:PORT");
        }
        range("--warmup", warmup, 0, LoadPlan.MAX_SECONDS);
        range("--seconds", seconds, 1, LoadPlan.MAX_SECONDS);
        range("--storm", storm, 0, LoadPlan.MAX_CONNECTIONS);
        range("--storm-rounds", stormRounds, 1, 100);
        LoadPlan plan;
        try {
            plan = given.check();
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        List<String> tooMany = new ArrayList<>();
        OpenFiles.check("--storm", plan.connections() + storm, tooMany);
        if (!tooMany.isEmpty()) {
            throw wrong(tooMany.get(0));
        }
        return plan;
    }

    private Pace pace() {
        if (rate.equals("max")) {
            return Pace.MAX;
        }
        if (rate.equals("none")) {
            return Pace.NONE;
        }
        if (!rate.matches("[1-9]\\d{0,7}") || Integer.parseInt(rate) > LoadPlan.MAX_RATE) {
            throw wrong("--rate: '" + rate + "' is neither max nor none nor 1 to " + LoadPlan.MAX_RATE);
        }
        return new Pace(Integer.parseInt(rate));
    }

    private void range(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw wrong(option + ": " + value + " is not from " + min + " to " + max);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
