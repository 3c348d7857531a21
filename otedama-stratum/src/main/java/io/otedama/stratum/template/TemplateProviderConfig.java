package io.otedama.stratum.template;

import io.netty.util.NetUtil;
import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import io.otedama.spi.ClientClass;
import io.otedama.stratum.client.ReconnectPolicy;
import io.otedama.stratum.v2.noise.AuthorityKey;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a Template Provider is and how it is treated. Immutable.
 *
 * @param host name or address; resolved at every attempt to connect
 * @param encrypted Noise; false, plain, is allowed to this machine only
 * @param authority who must have signed the provider's certificate; null believes every server (and is no protection
 *     against one that stands in between)
 * @param outputBytes room that templates leave for the pool's outputs; what is not used is lost for transactions
 * @param outputSigOps signature operation cost that they leave for them
 * @param patience how long the provider may be away, or behind the node, until work comes from the node
 * @param replyTimeout for the connection, the handshake, and the transactions of a new block's template; each
 */
public record TemplateProviderConfig(
        String host,
        int port,
        boolean encrypted,
        @Nullable AuthorityKey authority,
        int outputBytes,
        int outputSigOps,
        Duration patience,
        Duration replyTimeout,
        ReconnectPolicy reconnect) {
    /** As large as a coinbase becomes for any miner. 64,000 weight units: 1.6 percent of a block. */
    public static final int DEFAULT_OUTPUT_BYTES = ClientClass.STANDARD.maxCoinbaseBytes();

    /** What a coinbase's outputs may cost together. */
    public static final int DEFAULT_OUTPUT_SIGOPS = 400;

    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(5);
    public static final Duration DEFAULT_REPLY_TIMEOUT = Duration.ofSeconds(10);

    /** From half a second to 10 seconds: a provider is worth asking often. */
    public static final ReconnectPolicy DEFAULT_RECONNECT =
            ReconnectPolicy.exponential(Duration.ofMillis(500), Duration.ofSeconds(10));

    private static final String KEY = "templateProvider";
    private static final String SCHEME = "stratum2+tcp://";
    private static final String FORM =
            "Write HOST:PORT/KEY, for example 127.0.0.1:8442/9auqWEz..., or HOST:PORT" + " where no key is known";
    private static final int MAX_HOST_CHARS = 253;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_SIGOPS = 65_535;
    private static final int MAX_OUTPUT_BYTES = 900_000;
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** @throws ConfigurationException with every mistake */
    public TemplateProviderConfig {
        List<ConfigProblem> problems = new ArrayList<>();
        check(problems, !host.isBlank() && host.length() <= MAX_HOST_CHARS, "host '" + host + "'", FORM);
        check(problems, port >= 1 && port <= MAX_PORT, "port " + port, "Use 1 to " + MAX_PORT);
        check(
                problems,
                encrypted || isThisMachine(host),
                "plain connection to '" + host + "'",
                "Connect encrypted; in the clear only to 127.0.0.1, ::1 or localhost");
        check(
                problems,
                outputBytes >= 0 && outputBytes <= MAX_OUTPUT_BYTES,
                "room of " + outputBytes + " bytes",
                "Use 0 to " + MAX_OUTPUT_BYTES);
        check(
                problems,
                outputSigOps >= 0 && outputSigOps <= MAX_SIGOPS,
                "room of " + outputSigOps + " signature operations",
                "Use 0 to " + MAX_SIGOPS);
        for (Duration duration : List.of(patience, replyTimeout)) {
            boolean fits = duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0;
            check(problems, fits, "time of " + duration, "Use 10 ms to 1 hour");
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private static void check(List<ConfigProblem> problems, boolean good, String what, String remedy) {
        if (!good) {
            problems.add(new ConfigProblem(KEY, what + " cannot be", remedy));
        }
    }

    private static boolean isThisMachine(String host) {
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(host);
        return address == null ? host.equals("localhost") : address.isLoopbackAddress();
    }

    /** An encrypted connection; see {@code authority}. */
    public static TemplateProviderConfig encrypted(String host, int port, @Nullable AuthorityKey authority) {
        return of(host, port, true, authority);
    }

    /** A connection in the clear to a provider on this machine. */
    public static TemplateProviderConfig plain(String host, int port) {
        return of(host, port, false, null);
    }

    private static TemplateProviderConfig of(
            String host, int port, boolean encrypted, @Nullable AuthorityKey authority) {
        return new TemplateProviderConfig(
                host,
                port,
                encrypted,
                authority,
                DEFAULT_OUTPUT_BYTES,
                DEFAULT_OUTPUT_SIGOPS,
                DEFAULT_PATIENCE,
                DEFAULT_REPLY_TIMEOUT,
                DEFAULT_RECONNECT);
    }

    /**
     * Reads {@code HOST:PORT/KEY}, also with {@code stratum2+tcp://} before it; without {@code /KEY} every server is believed.
     * The connection is encrypted in any case.
     *
     * @throws ConfigurationException saying what is wrong
     */
    public static TemplateProviderConfig parse(String text) {
        String rest = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
        int slash = rest.indexOf('/');
        String address = slash < 0 ? rest : rest.substring(0, slash);
        int colon = address.lastIndexOf(':');
        String digits = address.substring(colon + 1);
        String host = address.substring(0, Math.max(0, colon));
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (host.isEmpty() || !digits.matches("[0-9]{1,5}") || (!bracketed && host.indexOf(':') >= 0)) {
            throw new ConfigurationException(KEY, "'" + address + "' is no HOST:PORT", FORM);
        }
        try {
            AuthorityKey authority = slash < 0 ? null : AuthorityKey.parse(rest.substring(slash + 1));
            String name = bracketed ? host.substring(1, host.length() - 1) : host;
            return encrypted(name, Integer.parseInt(digits), authority);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(KEY, String.valueOf(e.getMessage()), FORM);
        }
    }

    /** Room for outputs; a pool whose coinbase has one output can do with 100 bytes. */
    public TemplateProviderConfig withOutputRoom(int bytes, int sigOps) {
        return new TemplateProviderConfig(
                host, port, encrypted, authority, bytes, sigOps, patience, replyTimeout, reconnect);
    }

    public TemplateProviderConfig withPatience(Duration time) {
        return new TemplateProviderConfig(
                host, port, encrypted, authority, outputBytes, outputSigOps, time, replyTimeout, reconnect);
    }

    public TemplateProviderConfig withReplyTimeout(Duration time) {
        return new TemplateProviderConfig(
                host, port, encrypted, authority, outputBytes, outputSigOps, patience, time, reconnect);
    }

    public TemplateProviderConfig withReconnect(ReconnectPolicy policy) {
        return new TemplateProviderConfig(
                host, port, encrypted, authority, outputBytes, outputSigOps, patience, replyTimeout, policy);
    }

    /** For logs and health: {@code template-provider HOST:PORT}. */
    public String name() {
        return "template-provider " + (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }
}
