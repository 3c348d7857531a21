package io.otedama.bench.bandwidth;

import io.otedama.bench.run.BenchResult;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of {@link BandwidthCase}. */
@Command(
        name = "bandwidth",
        mixinStandardHelpOptions = true,
        description =
                "Bytes per share, job and hour of a miner: Stratum V1, V2 standard, V2 extended, behind the edge proxy.")
public final class BandwidthCommand implements Callable<Integer> {
    private static final int MAX_SECONDS = 3_600;
    private static final int MAX_TRANSACTIONS = 5_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--seconds", defaultValue = "300", description = "to measure (default ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--seconds-per-share",
            defaultValue = "5",
            description = "of each miner, on average (default ${DEFAULT-VALUE})")
    private int secondsPerShare;

    @Option(names = "--transactions", defaultValue = "2500", description = "in each block (default ${DEFAULT-VALUE})")
    private int transactions;

    @Option(names = "--json", paramLabel = "FILE", description = "also write the result there, as JSON")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        require("--seconds", seconds, MAX_SECONDS);
        require("--seconds-per-share", secondsPerShare, MAX_SECONDS);
        require("--transactions", transactions, MAX_TRANSACTIONS);
        BenchResult result = new BandwidthCase(transactions, seconds, secondsPerShare).run();
        CommandSpec self = java.util.Objects.requireNonNull(spec);
        self.commandLine().getOut().println(result);
        self.commandLine().getOut().flush();
        if (json != null) {
            result.write(json);
        }
        return 0;
    }

    private void require(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(),
                    option + " is 1 to " + most + ", found " + value);
        }
    }
}
