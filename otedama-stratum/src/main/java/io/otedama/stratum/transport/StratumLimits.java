package io.otedama.stratum.transport;

import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import io.otedama.session.MinerSession;
import java.util.ArrayList;
import java.util.List;

/**
 * Every bound of a Stratum server. Immutable. Nothing a miner sends can make the server keep more than these say.
 *
 * @param maxLineBytes longest request line, bytes before the line feed; a longer one ends the connection unparsed
 * @param maxPendingInboundBytes bytes of one connection that were read and wait to be decoded
 * @param maxIdBytes longest request id, bytes as sent, quotes included
 * @param maxOddIds submits of one connection under way whose id is a string, a fraction or has more than 18 digits; at
 *     the bound the connection is not read
 * @param maxInFlightSubmits submits of one connection without an answer yet; at the bound the connection is not read
 * @param maxRequestsPerSecond requests per second of one connection; above it the connection is read later, never punished
 * @param requestBurst requests that one connection may send at once
 * @param maxMalformedLines malformed requests of one connection; the last of them closes it
 * @param maxWorkers workers that one connection may authorize
 * @param maxOutboundBytes bytes waiting to be sent to one miner; above it the connection is closed
 * @param holdOutboundBytes from here on work is held back (a newer job replaces it) and the connection is not read
 * @param slowConsumerMillis how long a connection may stay above {@code holdOutboundBytes}
 * @param handshakeMillis time to subscribe and authorize
 * @param idleMillis time without a byte received
 * @param messageMillis time from the first byte of a message to its last, to the second
 * @param maxConnections connections of the server
 * @param maxConnectionsPerAddress connections from one address; exempt networks have no bound of their own
 */
public record StratumLimits(
        int maxLineBytes,
        int maxPendingInboundBytes,
        int maxIdBytes,
        int maxOddIds,
        int maxInFlightSubmits,
        int maxRequestsPerSecond,
        int requestBurst,
        int maxMalformedLines,
        int maxWorkers,
        int maxOutboundBytes,
        int holdOutboundBytes,
        int slowConsumerMillis,
        int handshakeMillis,
        int idleMillis,
        int messageMillis,
        int maxConnections,
        int maxConnectionsPerAddress) {

    /** Largest piece that is read from a socket at once; at most this arrives after reading was stopped. */
    public static final int MAX_READ_BYTES = 16_384;

    /**
     * @throws ConfigurationException listing every value that makes no sense
     */
    public StratumLimits {
        List<ConfigProblem> problems = new ArrayList<>();
        atLeast(problems, "maxLineBytes", maxLineBytes, 512);
        atLeast(problems, "maxPendingInboundBytes", maxPendingInboundBytes, (long) maxLineBytes + MAX_READ_BYTES);
        atLeast(problems, "maxIdBytes", maxIdBytes, 20);
        atLeast(problems, "maxOddIds", maxOddIds, 1);
        atLeast(problems, "maxInFlightSubmits", maxInFlightSubmits, 1);
        atLeast(problems, "maxRequestsPerSecond", maxRequestsPerSecond, 1);
        atLeast(problems, "requestBurst", requestBurst, 1);
        atLeast(problems, "maxMalformedLines", maxMalformedLines, 1);
        atLeast(problems, "maxWorkers", maxWorkers, 1);
        if (maxWorkers > MinerSession.MAX_WORKERS) {
            problems.add(problem("maxWorkers", "is " + maxWorkers, "Use at most " + MinerSession.MAX_WORKERS));
        }
        atLeast(problems, "holdOutboundBytes", holdOutboundBytes, 1_024);
        atLeast(problems, "maxOutboundBytes", maxOutboundBytes, holdOutboundBytes);
        atLeast(problems, "slowConsumerMillis", slowConsumerMillis, 1);
        atLeast(problems, "handshakeMillis", handshakeMillis, 1);
        atLeast(problems, "idleMillis", idleMillis, 1);
        atLeast(problems, "messageMillis", messageMillis, 1);
        atLeast(problems, "maxConnections", maxConnections, 1);
        atLeast(problems, "maxConnectionsPerAddress", maxConnectionsPerAddress, 1);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /** What suits ASICs and proxies on the open internet. */
    public static StratumLimits defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static StratumLimitsBuilder builder() {
        return new StratumLimitsBuilder();
    }

    private static void atLeast(List<ConfigProblem> problems, String key, long value, long least) {
        if (value < least) {
            problems.add(problem(key, "is " + value, "Use at least " + least));
        }
    }

    private static ConfigProblem problem(String key, String what, String remedy) {
        return new ConfigProblem("stratum.limits." + key, what, remedy);
    }
}
