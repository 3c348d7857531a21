package io.otedama.bench.cases;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line of {@link RestartCase}. */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        description = "Time until a pool with a full share window accepts shares again.")
public final class RestartCommand implements Callable<Integer> {
    private static final int MAX_SHARES = 100_000_000;

    @Mixin
    private final ResultOutput output = new ResultOutput();

    @Option(
            names = "--shares",
            defaultValue = "11000000",
            description = "in the journal; the window holds 10.7 million of them (default ${DEFAULT-VALUE})")
    private int shares;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "",
            description = "of the pool's process, such as 2g (default: the JVM's choice)")
    private String heap = "";

    @Option(names = "--directory", description = "for the journal: the disk to measure (default: temporary)")
    private @Nullable Path directory;

    @Override
    public Integer call() throws Exception {
        output.require("--shares", shares, 1, MAX_SHARES);
        output.accept(new RestartCase(shares, heap, directory).run());
        return 0;
    }
}
