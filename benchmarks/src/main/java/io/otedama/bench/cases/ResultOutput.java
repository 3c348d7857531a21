package io.otedama.bench.cases;

import io.otedama.bench.run.BenchResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a result goes: to standard output for people, and to a file if one is named. A picocli mixin. */
final class ResultOutput {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec mixee;

    @Option(names = "--json", paramLabel = "FILE", description = "also write the result there, as JSON")
    private @Nullable Path json;

    void accept(BenchResult result) throws IOException {
        PrintWriter out = spec().commandLine().getOut();
        out.println(result);
        out.flush();
        if (json != null) {
            result.write(json);
        }
    }

    /**
     * @throws ParameterException when the value is out of range
     */
    void require(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec().commandLine(), option + " is " + least + " to " + most + ", found " + value);
        }
    }

    private CommandSpec spec() {
        return java.util.Objects.requireNonNull(mixee);
    }
}
