package io.otedama.bench.summary;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a directory of results says. */
@Command(
        name = "summary",
        mixinStandardHelpOptions = true,
        description =
                "Prints the results of benchmarks/performance.sh as a table in Markdown, beside what was aimed at.")
public final class SummaryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIRECTORY", description = "With the JSON files of a run, for example benchmarks/results.")
    private @Nullable Path directory;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Results results = new Results(Objects.requireNonNull(directory));
        if (results.has("withholding")) {
            WithholdingTable detection = new WithholdingTable(results);
            out.println(detection.power());
            out.println(detection.honest());
            out.println();
            out.println(detection.falseAlarms());
        }
        out.print(new Summary(results).markdown());
        out.flush();
        return 0;
    }
}
