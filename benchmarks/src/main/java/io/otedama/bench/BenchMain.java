package io.otedama.bench;

import io.otedama.bench.attack.AttackCommand;
import io.otedama.bench.bandwidth.BandwidthCommand;
import io.otedama.bench.bare.BareCommand;
import io.otedama.bench.cases.AllocationCommand;
import io.otedama.bench.cases.BlockCommand;
import io.otedama.bench.cases.RestartCommand;
import io.otedama.bench.cases.SessionsCommand;
import io.otedama.bench.cases.WithholdingCommand;
import io.otedama.bench.curve.CurveCommand;
import io.otedama.bench.load.LoadCommand;
import io.otedama.bench.node.MockNodeCommand;
import io.otedama.bench.summary.SummaryCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
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
            LoadCommand.class,
            CurveCommand.class,
            MockNodeCommand.class,
            BareCommand.class,
            BlockCommand.class,
            SessionsCommand.class,
            RestartCommand.class,
            AllocationCommand.class,
            BandwidthCommand.class,
            AttackCommand.class,
            WithholdingCommand.class,
            SummaryCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it measured", "1:it failed while it ran", "2:the command line is wrong; nothing has run"})
public final class BenchMain implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] args) {
        System.getProperties().putIfAbsent("io.netty.leakDetection.level", "disabled"); // as the example pool does
        System.exit(execute(args));
    }

    /** Runs one command to its end; returns the exit code. */
    public static int execute(String... args) {
        CommandLine line = new CommandLine(new BenchMain());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command.getErr()));
        return line.execute(args);
    }

    /** What users can mend is said in a line; what only we can has its stack trace. */
    private static int failed(Exception failure, PrintWriter err) {
        if (failure instanceof IllegalStateException || failure instanceof RunnerException) {
            err.println(failure.getMessage());
        } else if (failure instanceof IOException) {
            err.println(failure);
        } else {
            failure.printStackTrace(err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() {
        CommandSpec self = Objects.requireNonNull(spec);
        throw new ParameterException(
                self.commandLine(),
                "Missing command: " + String.join(", ", self.subcommands().keySet()));
    }
}
