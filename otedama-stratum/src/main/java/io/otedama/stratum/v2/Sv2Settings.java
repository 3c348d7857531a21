package io.otedama.stratum.v2;

import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How Stratum V2 is served, beside the limits of every server. Immutable.
 *
 * @param plaintextAnywhere true to accept connections without encryption from everywhere, not only from this machine: for
 *     a network that nobody else is on
 * @param maxChannels channels of one connection at one time
 * @param maxChannelsPerAddress channels of all connections from one address; exempt networks have no bound of their own
 * @param maxChannelsInAll channels of the server; those from exempt networks are counted apart, up to the same number
 * @param acknowledgedShares accepted shares that one SubmitShares.Success speaks for; the first few of a channel are
 *     acknowledged one by one
 * @param acknowledgeWait how long an accepted share may wait for others to be acknowledged with
 * @param maxHandshakesPerSecond handshakes that are worked on in a second; more wait
 * @param maxWaitingHandshakes handshakes that wait; further connections are closed
 */
public record Sv2Settings(
        boolean plaintextAnywhere,
        int maxChannels,
        int maxChannelsPerAddress,
        int maxChannelsInAll,
        int acknowledgedShares,
        Duration acknowledgeWait,
        int maxHandshakesPerSecond,
        int maxWaitingHandshakes) {
    /** Longest payload of a message to a mining server: a custom job with 64 KiB of outputs and a long branch. */
    public static final int MAX_PAYLOAD_BYTES = 80 * 1024;

    private static final Sv2Settings DEFAULTS =
            new Sv2Settings(false, 1_024, 8_192, 262_144, 10, Duration.ofSeconds(5), 500, 4_096);

    /**
     * @throws ConfigurationException listing every value that makes no sense
     */
    public Sv2Settings {
        List<ConfigProblem> problems = new ArrayList<>();
        atLeastOne(problems, "maxChannels", maxChannels);
        atLeastOne(problems, "maxChannelsPerAddress", maxChannelsPerAddress);
        atLeastOne(problems, "maxChannelsInAll", maxChannelsInAll);
        atLeastOne(problems, "acknowledgedShares", acknowledgedShares);
        atLeastOne(problems, "maxHandshakesPerSecond", maxHandshakesPerSecond);
        atLeastOne(problems, "maxWaitingHandshakes", maxWaitingHandshakes);
        if (acknowledgeWait.isNegative() || acknowledgeWait.compareTo(Duration.ofHours(1)) > 0) {
            problems.add(new ConfigProblem(
                    "stratum.sv2.acknowledgeWait", "is " + acknowledgeWait, "Use at least 0 and at most an hour"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private static void atLeastOne(List<ConfigProblem> problems, String key, int value) {
        if (value < 1) {
            problems.add(new ConfigProblem("stratum.sv2." + key, "is " + value, "Use at least 1"));
        }
    }

    /** 1,024 channels a connection, 8,192 an address, 262,144 in all, acknowledgements for 10 shares or after 5 seconds, 500 handshakes a second. */
    public static Sv2Settings defaults() {
        return DEFAULTS;
    }

    public Sv2Settings withPlaintextAnywhere(boolean value) {
        return new Sv2Settings(
                value,
                maxChannels,
                maxChannelsPerAddress,
                maxChannelsInAll,
                acknowledgedShares,
                acknowledgeWait,
                maxHandshakesPerSecond,
                maxWaitingHandshakes);
    }

    public Sv2Settings withMaxChannels(int value) {
        return new Sv2Settings(
                plaintextAnywhere,
                value,
                maxChannelsPerAddress,
                maxChannelsInAll,
                acknowledgedShares,
                acknowledgeWait,
                maxHandshakesPerSecond,
                maxWaitingHandshakes);
    }

    /** Of all connections from one address, and of the whole server. */
    public Sv2Settings withChannelsOfAll(int perAddress, int inAll) {
        return new Sv2Settings(
                plaintextAnywhere,
                maxChannels,
                perAddress,
                inAll,
                acknowledgedShares,
                acknowledgeWait,
                maxHandshakesPerSecond,
                maxWaitingHandshakes);
    }

    /** 1 and zero: every share by itself. */
    public Sv2Settings withAcknowledgements(int shares, Duration wait) {
        return new Sv2Settings(
                plaintextAnywhere,
                maxChannels,
                maxChannelsPerAddress,
                maxChannelsInAll,
                shares,
                wait,
                maxHandshakesPerSecond,
                maxWaitingHandshakes);
    }

    public Sv2Settings withHandshakes(int perSecond, int waiting) {
        return new Sv2Settings(
                plaintextAnywhere,
                maxChannels,
                maxChannelsPerAddress,
                maxChannelsInAll,
                acknowledgedShares,
                acknowledgeWait,
                perSecond,
                waiting);
    }

    long acknowledgeWaitNs() {
        return acknowledgeWait.toNanos();
    }
}
