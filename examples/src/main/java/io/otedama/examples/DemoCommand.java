package io.otedama.examples;

import io.otedama.chain.Difficulty;
import io.otedama.pow.ProofOfWork;
import io.otedama.pow.ProofOfWorks;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A whole pool with a chain and miners of its own. */
@Command(
        name = "demo",
        description = "Mines a chain of its own in this process: nothing to install, nothing to configure.",
        footer = {
            "",
            "Connect miners of your own to the address it listens on, with any user name.",
            "Its last line is 'demo: blocks=N accepted=A rejected=R paid=P', P in base units."
        })
final class DemoCommand implements Callable<Integer> {
    private static final int MAX_MINERS = 256;
    private static final int MAX_BLOCKS = 100_000;

    private final CommandOutput output;
    private final StopSignal stop;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:3333",
            description = "For miners; port 0 takes a free one. Default ${DEFAULT-VALUE}.")
    private String listen = "";

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            defaultValue = "sha256d",
            description = "sha256d (default) or scrypt.")
    private String algorithm = "";

    @Option(
            names = "--difficulty",
            paramLabel = "D",
            description = "The same share difficulty for everybody. Default: follows each miner.")
    private @Nullable String difficulty;

    @Option(
            names = "--miners",
            paramLabel = "N",
            defaultValue = "2",
            description = "CPU miners with one thread each; 0: only those that connect. Default 2.")
    private int miners;

    @Option(names = "--data", paramLabel = "DIR", description = "Keeps found blocks here. Default: keeps none.")
    private @Nullable Path data;

    @Option(
            names = "--blocks",
            paramLabel = "N",
            description = "Ends when the chain has N blocks of the pool. Default: on SIGINT or SIGTERM.")
    private @Nullable Integer blocks;

    DemoCommand(CommandOutput output, StopSignal stop) {
        this.output = output;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        return new Demo(settings(), output, stop).run();
    }

    private DemoSettings settings() {
        Problems problems = new Problems(key -> "--" + key);
        InetSocketAddress address = problems.attempt(key -> key, () -> ListenAddress.parse(listen));
        ProofOfWork pow = problems.attempt(key -> key, () -> ProofOfWorks.byName(algorithm));
        if (pow != null && !DemoChain.supports(pow)) {
            problems.add("algorithm", "there is no demo chain for " + algorithm, "Use sha256d or scrypt");
        }
        Difficulty fixed = null;
        try {
            fixed = difficulty == null ? null : Difficulty.of(difficulty);
        } catch (IllegalArgumentException e) {
            problems.add("difficulty", "is not a number greater than 0", "Write a decimal number, for example 0.001");
        }
        if (miners < 0 || miners > MAX_MINERS) {
            problems.add("miners", "is " + miners, "Use 0 to " + MAX_MINERS);
        }
        if (blocks != null && (blocks < 1 || blocks > MAX_BLOCKS)) {
            problems.add("blocks", "is " + blocks, "Use 1 to " + MAX_BLOCKS + ", or leave it out");
        }
        problems.throwIfAny();
        return new DemoSettings(
                Objects.requireNonNull(address),
                Objects.requireNonNull(pow),
                fixed,
                miners,
                data,
                blocks == null ? 0 : blocks);
    }
}
