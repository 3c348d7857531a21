package io.otedama.bench.node;

import io.otedama.bench.run.LoopbackAddress;
import io.otedama.bench.run.StopLatch;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Network;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves templates until it is stopped. */
@Command(
        name = "mock-node",
        mixinStandardHelpOptions = true,
        description = "A scripted Bitcoin Core on loopback: any pool can take work from it. Accepts every block.",
        footer = {"", "Prints 'mock-node: listening on HOST:PORT'. Stops on SIGINT and SIGTERM."})
public final class MockNodeCommand implements Callable<Integer> {
    /** Chains that the node can pretend to be of. */
    enum Chain {
        MAIN,
        REGTEST;

        Network network() {
            return this == MAIN ? Network.BITCOIN : Network.BITCOIN_REGTEST;
        }
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:18332",
            converter = LoopbackAddress.class,
            description = "address of this machine alone; port 0 takes a free one (default ${DEFAULT-VALUE})")
    private InetSocketAddress listen = new InetSocketAddress(0);

    @Option(
            names = "--chain",
            defaultValue = "main",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private Chain chain = Chain.MAIN;

    @Option(names = "--transactions", defaultValue = "2000", description = "per template, 0 to 5000 (default 2000)")
    private int transactions;

    @Option(
            names = "--block-every",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "a new block each time; 0: never by itself (default 0)")
    private double blockEverySeconds;

    @Option(names = "--difficulty", paramLabel = "DECIMAL", description = "of the network (default 1)")
    private @Nullable String difficulty;

    @Option(
            names = "--bits",
            paramLabel = "HEX",
            description = "compact target of the network, instead of --difficulty")
    private @Nullable String bits;

    @Option(
            names = "--accept-blocks",
            arity = "1",
            defaultValue = "true",
            description = "a submitted block on the tip becomes the tip (default true)")
    private boolean acceptBlocks;

    @Option(names = "--seed", defaultValue = "1", description = "of the transactions (default 1)")
    private long seed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (StopLatch stop = StopLatch.ofProcess();
                MockNode node = new MockNode(config())) {
            node.start();
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            out.println("mock-node: listening on " + listen.getHostString() + ":" + node.port());
            out.flush();
            stop.await();
        }
        return 0;
    }

    private MockNodeConfig config() {
        try {
            return new MockNodeConfig(
                    listen,
                    chain.network(),
                    transactions,
                    Duration.ofNanos(Math.round(blockEverySeconds * 1e9)),
                    compactTarget(),
                    acceptBlocks,
                    seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), e.getMessage(), e);
        }
    }

    private int compactTarget() {
        if (bits != null && difficulty != null) {
            throw new IllegalArgumentException("--bits and --difficulty say the same thing; give one of them");
        }
        if (difficulty != null) {
            return Difficulty.of(difficulty).toTarget(1).toCompact();
        }
        if (bits == null) {
            return MockNodeConfig.DIFFICULTY_1_BITS;
        }
        if (!bits.matches("[0-9a-fA-F]{8}")) {
            throw new IllegalArgumentException("--bits are 8 hex digits such as 1d00ffff, found '" + bits + "'");
        }
        return Integer.parseUnsignedInt(bits, 16);
    }
}
