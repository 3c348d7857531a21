package io.otedama.bench.cases;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line of {@link AllocationCase}. */
@Command(
        name = "allocation",
        mixinStandardHelpOptions = true,
        description = "Bytes that a pool allocates per accepted share, from decoding to the answer.")
public final class AllocationCommand implements Callable<Integer> {
    private static final int MAX_SECONDS = 600;

    @Mixin
    private final ResultOutput output = new ResultOutput();

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "to measure, after as many (default ${DEFAULT-VALUE})")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        output.require("--seconds", seconds, 1, MAX_SECONDS);
        output.accept(new AllocationCase(seconds).run());
        return 0;
    }
}
