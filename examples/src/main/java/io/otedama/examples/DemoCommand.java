package io.otedama.examples;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Network;
import io.otedama.error.ConfigurationException;
import io.otedama.payout.PayoutTerms;
import io.otedama.pow.ProofOfWork;
import io.otedama.pow.ProofOfWorks;
import io.otedama.storage.journal.Durability;
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
            "Connect miners of your own to the address it listens on, with any user name (with --payout: an address of its chain).",
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
            names = "--sv2",
            paramLabel = "HOST:PORT",
            description = "Where Stratum V2 is spoken. Default: the address of --listen, one port for both.")
    private @Nullable String sv2;

    @Option(
            names = "--authority-key",
            paramLabel = "FILE",
            description = "Key that signs for Stratum V2; made, for its owner only, when it does not exist. Default: "
                    + Sv2Port.KEY_FILE + " in --data, else a new one at each start.")
    private @Nullable Path authorityKey;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            description = "Dashboard, REST, WebSocket, metrics and health; off: nowhere. Default "
                    + HttpPort.DEFAULT_LISTEN + ", or a free port when it is busy.")
    private @Nullable String http;

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
            description =
                    "CPU miners with one thread each, every second one over Stratum V2; 0: only those that connect. Default 2.")
    private int miners;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps chain, share journal and found blocks here, and goes on from there the next time."
                    + " Default: nothing outlives the process.")
    private @Nullable Path data;

    @Option(
            names = "--durability",
            paramLabel = "MODE",
            description =
                    "When shares in --data are safe from a power loss: batch (default, before the miner hears of it),"
                            + " interval:100ms or os. From a kill they are safe in any case.")
    private @Nullable String durability;

    @Option(
            names = "--payout",
            paramLabel = "NAME[:key=value,...]",
            description = {
                "How rewards are shared out: solo, prop, pplns, tides, pps or the name of a plug-in.",
                "User names are then addresses of the demo's chain."
            })
    private @Nullable String payout;

    @Option(
            names = "--maturity",
            paramLabel = "N",
            description =
                    "Confirmations after which this chain lets a reward be spent, 1 to 100. Default: that of the chain"
                            + " in --data, else 100.")
    private @Nullable Integer maturity;

    @Option(
            names = "--blocks",
            paramLabel = "N",
            description = "Ends when the chain has taken N more blocks of the pool. Default: on SIGINT or SIGTERM.")
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
        HttpPort web = http(problems);
        Sv2Port secondProtocol = sv2Port(problems, address);
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
        if (maturity != null && (maturity < 1 || maturity > Network.COINBASE_MATURITY)) {
            problems.add("maturity", "is " + maturity, "Use 1 to " + Network.COINBASE_MATURITY);
        }
        Durability mode = durability(problems);
        PayoutTerms terms = payoutTerms(problems);
        problems.throwIfAny();
        return new DemoSettings(
                Objects.requireNonNull(address),
                secondProtocol,
                web,
                Objects.requireNonNull(pow),
                fixed,
                miners,
                data,
                mode,
                maturity,
                terms,
                blocks == null ? 0 : blocks);
    }

    /** What was asked for; else the port of Stratum V1 where that is possible. */
    private @Nullable Sv2Port sv2Port(Problems problems, @Nullable InetSocketAddress v1) {
        String wished = sv2;
        InetSocketAddress address =
                wished == null ? v1 : problems.attempt(key -> "sv2", () -> ListenAddress.parse(wished));
        boolean spoken = wished != null || authorityKey != null || Sv2Port.isPossible();
        return address == null || !spoken ? null : new Sv2Port(address, Sv2Port.keyFile(authorityKey, data));
    }

    private @Nullable HttpPort http(Problems problems) {
        String text = http;
        return problems.attempt(key -> "http", () -> HttpPort.parse(text, HttpPort.DEFAULT_ACCESS));
    }

    private @Nullable PayoutTerms payoutTerms(Problems problems) {
        if (payout == null) {
            return null;
        }
        try {
            return PayoutTerms.parse(payout);
        } catch (ConfigurationException e) {
            e.problems().forEach(p -> problems.add(p.key(), p.problem(), p.remedy()));
            return null;
        }
    }

    private Durability durability(Problems problems) {
        if (durability == null) {
            return PoolSettings.DEFAULT_DURABILITY;
        }
        if (data == null) {
            problems.add("durability", "is of no use without a journal on disk", "Name its directory with --data");
        }
        String text = durability;
        Durability mode = problems.attempt(key -> "durability", () -> Durability.parse(text));
        return mode == null ? PoolSettings.DEFAULT_DURABILITY : mode;
    }
}
