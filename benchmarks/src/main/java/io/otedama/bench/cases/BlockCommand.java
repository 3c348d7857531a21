package io.otedama.bench.cases;

import io.otedama.bench.node.MockNodeConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line of {@link BlockCase}. */
@Command(
        name = "block",
        mixinStandardHelpOptions = true,
        description = "Time from a miner's submit of a block to the first byte of submitblock at the node.")
public final class BlockCommand implements Callable<Integer> {
    private static final int MAX_BLOCKS = 5_000;
    private static final int MAX_REST_MILLIS = 60_000;

    @Mixin
    private final ResultOutput output = new ResultOutput();

    @Option(names = "--transactions", defaultValue = "5000", description = "per template (default ${DEFAULT-VALUE})")
    private int transactions;

    @Option(names = "--blocks", defaultValue = "200", description = "to measure (default ${DEFAULT-VALUE})")
    private int blocks;

    @Option(names = "--warm-up", defaultValue = "100", description = "blocks before them (default ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--rest",
            paramLabel = "MILLIS",
            defaultValue = "50",
            description = "between a new job and the next submit (default ${DEFAULT-VALUE})")
    private int restMillis;

    @Option(names = "--directory", description = "for journal and archive: the disk to measure (default: temporary)")
    private @Nullable Path directory;

    @Override
    public Integer call() throws Exception {
        output.require("--transactions", transactions, 0, MockNodeConfig.MAX_TRANSACTIONS);
        output.require("--blocks", blocks, 1, MAX_BLOCKS);
        output.require("--warm-up", warmUp, 0, MAX_BLOCKS);
        output.require("--rest", restMillis, 0, MAX_REST_MILLIS);
        output.accept(new BlockCase(transactions, blocks, warmUp, restMillis, directory).run());
        return 0;
    }
}
