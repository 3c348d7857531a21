package io.otedama.bench.bare;

import io.otedama.bench.run.LoopbackAddress;
import io.otedama.bench.run.StopLatch;
import io.otedama.chain.Difficulty;
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

/** Serves the floor until it is stopped. */
@Command(
        name = "bare",
        mixinStandardHelpOptions = true,
        description = "The floor: a Netty loop that parses submits, checks their hashes and echoes the answer.",
        footer = {"", "Prints 'bare: listening on HOST:PORT'. Stops on SIGINT and SIGTERM."})
public final class BareCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:3334",
            converter = LoopbackAddress.class,
            description = "address of this machine alone; port 0 takes a free one (default ${DEFAULT-VALUE})")
    private InetSocketAddress listen = new InetSocketAddress(0);

    @Option(names = "--loops", description = "threads that serve connections (default: one per core)")
    private int loops = Runtime.getRuntime().availableProcessors();

    @Option(names = "--branches", defaultValue = "12", description = "of the merkle tree (default ${DEFAULT-VALUE})")
    private int branches;

    @Option(
            names = "--extranonce2",
            paramLabel = "BYTES",
            defaultValue = "8",
            description = "size, 4 to 8 (default ${DEFAULT-VALUE}, as in our pool)")
    private int extranonce2;

    @Option(
            names = "--difficulty",
            paramLabel = "DECIMAL",
            defaultValue = BareConfig.DEFAULT_DIFFICULTY,
            description = "of shares (default 2^-32: nearly every hash)")
    private String difficulty = BareConfig.DEFAULT_DIFFICULTY;

    @Option(
            names = "--job-every",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "a new job for everybody each time; 0: never (default 0)")
    private double jobEverySeconds;

    @Override
    public Integer call() throws InterruptedException {
        try (StopLatch stop = StopLatch.ofProcess();
                BareServer server = new BareServer(config())) {
            server.start();
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            out.println("bare: listening on " + listen.getHostString() + ":"
                    + server.localAddress().getPort());
            out.flush();
            stop.await();
        }
        return 0;
    }

    private BareConfig config() {
        try {
            Duration jobEvery = Duration.ofNanos(Math.round(jobEverySeconds * 1e9));
            return new BareConfig(listen, loops, branches, extranonce2, Difficulty.of(difficulty), jobEvery);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), e.getMessage(), e);
        }
    }
}
