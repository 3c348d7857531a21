package io.otedama.bench;

import io.otedama.bench.bare.BareCommand;
import io.otedama.bench.cases.BlockCommand;
import io.otedama.bench.cases.RestartCommand;
import io.otedama.bench.cases.SessionsCommand;
import io.otedama.bench.node.MockNodeCommand;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the benchmarks. */
@Command(
        name = "otedama-bench",
        mixinStandardHelpOptions = true,
        description = "Measures Otedama and other Stratum servers.",
        subcommands = {
            JmhCommand.class,
            MockNodeCommand.class,
            BareCommand.class,
            BlockCommand.class,
            SessionsCommand.class,
            RestartCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it measured", "1:it failed while it ran", "2:the command line is wrong; nothing has run"})
public final class BenchMain implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] args) {
        System.exit(execute(args));
    }

    /** Runs one command to its end; returns the exit code. */
    public static int execute(String... args) {
        CommandLine line = new CommandLine(new BenchMain());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line.execute(args);
    }

    @Override
    public Integer call() {
        CommandSpec self = java.util.Objects.requireNonNull(spec);
        throw new ParameterException(
                self.commandLine(),
                "Missing command: " + String.join(", ", self.subcommands().keySet()));
    }
}
