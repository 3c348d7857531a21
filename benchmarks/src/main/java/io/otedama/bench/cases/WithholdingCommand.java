package io.otedama.bench.cases;

import io.otedama.bench.run.BenchResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line of {@link WithholdingCase} and {@link HonestTrafficCase}. */
@Command(
        name = "withholding",
        mixinStandardHelpOptions = true,
        description = "What attack detection finds, and how often it is wrong, by simulation.")
public final class WithholdingCommand implements Callable<Integer> {
    @Mixin
    private final ResultOutput output = new ResultOutput();

    @Option(names = "--seed", defaultValue = "2011", description = "of all chance (default ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--runs",
            defaultValue = "10000",
            description = "simulated miners for each part of blocks withheld (default ${DEFAULT-VALUE})")
    private int runs;

    @Option(
            names = "--honest-blocks",
            defaultValue = "20000000",
            description = "expected blocks of honest work (default ${DEFAULT-VALUE})")
    private long honestBlocks;

    @Option(
            names = "--days",
            defaultValue = "5",
            description = "of an honest pool with 601 workers, for all detectors (default ${DEFAULT-VALUE})")
    private int days;

    @Override
    public Integer call() throws Exception {
        output.require("--runs", runs, 1, 10_000_000);
        output.require("--honest-blocks", honestBlocks, 1, 10_000_000_000L);
        output.require("--days", days, 1, 10_000);
        BenchResult result = new BenchResult("withholding");
        new WithholdingCase(seed, runs, honestBlocks).run(result);
        new HonestTrafficCase(seed, days).run(result);
        output.accept(result);
        return 0;
    }
}
