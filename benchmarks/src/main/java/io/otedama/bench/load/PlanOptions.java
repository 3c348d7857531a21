package io.otedama.bench.load;

import io.otedama.bench.sv2.Sv2Terms;
import io.otedama.error.ConfigurationException;
import io.otedama.pow.ProofOfWork;
import io.otedama.pow.ProofOfWorks;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say whom to load and with what; shared by the commands that do. */
public final class PlanOptions {
    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            required = true,
            description = "The Stratum server. Only this machine's own, unless --i-own-this-server.")
    private String server = "";

    @Option(names = "--i-own-this-server", description = "The server may be on another machine: you may load it.")
    private boolean owned;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "50", description = "Default ${DEFAULT-VALUE}.")
    private int connections;

    @Option(
            names = "--source-addresses",
            paramLabel = "N",
            defaultValue = "100",
            description = "Loopback addresses to come from; 0 leaves it to the system. Default ${DEFAULT-VALUE}.")
    private int sourceAddresses;

    @Option(
            names = "--ramp",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Connections begun per second; 0: all at once. Default ${DEFAULT-VALUE}.")
    private int ramp;

    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "1",
            description = "Submits of a connection that may wait for an answer. Default ${DEFAULT-VALUE}.")
    private int depth;

    @Option(
            names = "--mix",
            paramLabel = "KIND=W,...",
            description = "Weights of good, low, duplicate, stale and malformed submits. Default: good=1.")
    private @Nullable String mix;

    @Option(
            names = "--premine",
            paramLabel = "N",
            defaultValue = "0",
            description = "Shares per connection that are found beforehand; further ones are found while measuring."
                    + " Needless where the difficulty is next to nothing. Default ${DEFAULT-VALUE}.")
    private int premine;

    @Option(
            names = "--roll",
            paramLabel = "FIELD",
            defaultValue = "extranonce2",
            description = "What differs between shares: extranonce2 or nonce; on a standard channel, nonce."
                    + " Default ${DEFAULT-VALUE}.")
    private String roll = "";

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Event loops of the generator. Default ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--slow-readers",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of the connections, so many stop reading once they have work. Default ${DEFAULT-VALUE}.")
    private int slowReaders;

    @Option(
            names = "--pid",
            paramLabel = "PID",
            split = ",",
            description = "Processes of the server, for their processor time and memory.")
    private @Nullable List<Long> pids;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = "load.{n}",
            description = "User name; {n} is the connection's number. Default ${DEFAULT-VALUE}.")
    private String user = "";

    @Option(names = "--password", paramLabel = "TEXT", defaultValue = "x", description = "Default ${DEFAULT-VALUE}.")
    private String password = "";

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            defaultValue = "sha256d",
            description = "sha256d or scrypt. Default ${DEFAULT-VALUE}.")
    private String algorithm = "";

    @Option(
            names = "--connect-seconds",
            paramLabel = "S",
            defaultValue = "60",
            description = "Within which every connection must have work. Default ${DEFAULT-VALUE}.")
    private int connectSeconds;

    @ArgGroup(exclusive = false)
    private @Nullable Sv2Options sv2;

    /**
     * The plan.
     *
     * @throws IllegalArgumentException with every mistake, one per line
     */
    public LoadPlan check() {
        List<String> wrong = new ArrayList<>();
        InetSocketAddress address = TargetAddress.parse(server, owned, wrong);
        range(wrong, "--connections", connections, 1, LoadPlan.MAX_CONNECTIONS);
        range(wrong, "--source-addresses", sourceAddresses, 0, SourceAddresses.MAX);
        range(wrong, "--ramp", ramp, 0, LoadPlan.MAX_CONNECTIONS);
        range(wrong, "--depth", depth, 1, LoadPlan.MAX_DEPTH);
        range(wrong, "--premine", premine, 0, 1 << 20);
        range(wrong, "--threads", threads, 1, 64);
        range(wrong, "--slow-readers", slowReaders, 0, Math.max(0, connections - 1));
        range(wrong, "--connect-seconds", connectSeconds, 1, LoadPlan.MAX_SECONDS);
        OpenFiles.check("--connections", connections, wrong);
        List<Long> processes = processes(wrong);
        if (!roll.equals("extranonce2") && !roll.equals("nonce")) {
            wrong.add("--roll: '" + roll + "' is neither extranonce2 nor nonce");
        }
        ShareMix shares = mix(wrong);
        ProofOfWork pow = algorithm(wrong);
        Sv2Terms terms = sv2 == null ? null : sv2.check(address, wrong);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", wrong));
        }
        return new LoadPlan(
                address,
                connections,
                address.getAddress().isLoopbackAddress() ? sourceAddresses : 0,
                ramp,
                depth,
                shares,
                premine,
                roll.equals("nonce"),
                threads,
                slowReaders,
                processes,
                user,
                password,
                pow,
                terms,
                connectSeconds);
    }

    private ProofOfWork algorithm(List<String> wrong) {
        try {
            return ProofOfWorks.byName(algorithm);
        } catch (ConfigurationException e) {
            wrong.add("--algorithm: " + e.getMessage());
            return ProofOfWorks.byName("sha256d");
        }
    }

    private List<Long> processes(List<String> wrong) {
        List<Long> processes = pids == null ? List.of() : List.copyOf(pids);
        for (long pid : processes) {
            if (!ServerProcess.exists(pid)) {
                wrong.add("--pid: there is no process " + pid + ", or this is no Linux");
            }
        }
        return processes;
    }

    private ShareMix mix(List<String> wrong) {
        try {
            return mix == null ? ShareMix.onlyGood() : ShareMix.parse(mix);
        } catch (IllegalArgumentException e) {
            wrong.add("--mix: " + e.getMessage());
            return ShareMix.onlyGood();
        }
    }

    private static void range(List<String> wrong, String option, int value, int min, int max) {
        if (value < min || value > max) {
            wrong.add(option + ": " + value + " is not from " + min + " to " + max);
        }
    }
}
