package io.otedama.stratum;

import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import io.otedama.security.AddressRange;
import io.otedama.security.TlsFiles;
import io.otedama.stratum.transport.StratumLimits;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link StratumServer}. Immutable.
 *
 * @param name of the component; also the prefix of its threads
 * @param ports at least one; the first is the server's own address
 * @param eventLoops threads that serve connections
 * @param acceptThreads threads that accept, where the system lets them share the port (epoll); else one
 * @param backlog connections that the kernel keeps until they are accepted
 * @param sendBufferBytes the kernel's send buffer per connection, 0 for the system's choice
 * @param nativeTransport false to use NIO even where epoll works
 * @param reconnectSpreadMillis when draining, miners are asked to reconnect, spread over this time; 0 never asks
 * @param exemptNetworks networks without a bound on connections per address, in CIDR notation
 * @param proxies networks of load balancers, in CIDR notation: who connects from there must send a PROXY header, and counts
 *     by the address in it
 * @param tls certificate and key for clients that encrypt with TLS; null: none can
 * @param sv2 also Stratum V2, on every port; null for Stratum V1 alone
 */
public record StratumConfig(
        String name,
        List<StratumPort> ports,
        int eventLoops,
        int acceptThreads,
        int backlog,
        int sendBufferBytes,
        boolean nativeTransport,
        int reconnectSpreadMillis,
        List<String> exemptNetworks,
        List<String> proxies,
        @Nullable TlsFiles tls,
        StratumLimits limits,
        @Nullable Sv2Config sv2) {
    /** Ports of one server. */
    public static final int MAX_PORTS = 64;

    /**
     * @throws ConfigurationException listing every value that makes no sense
     */
    public StratumConfig {
        exemptNetworks = List.copyOf(exemptNetworks);
        proxies = List.copyOf(proxies);
        ports = List.copyOf(ports);
        List<ConfigProblem> problems = new ArrayList<>();
        inRange(problems, "ports", ports.size(), 1, MAX_PORTS);
        ports.forEach(port -> check(problems, port, tls != null, sv2 != null));
        InetSocketAddress own = sv2 == null ? null : sv2.listen();
        if (own != null && own.isUnresolved()) {
            problems.add(problem("sv2.listen", "host " + own.getHostString() + " is unknown", "Use a local address"));
        }
        if (tls != null) {
            // a record that was partly read when reading stopped comes whole, with what was read last
            inRange(
                    problems,
                    "limits.maxPendingInboundBytes",
                    limits.maxPendingInboundBytes(),
                    limits.maxLineBytes() + 2 * StratumLimits.MAX_READ_BYTES,
                    Integer.MAX_VALUE);
        }
        inRange(problems, "eventLoops", eventLoops, 1, 1_024);
        inRange(problems, "acceptThreads", acceptThreads, 1, 64);
        inRange(problems, "backlog", backlog, 1, 1 << 20);
        inRange(problems, "sendBufferBytes", sendBufferBytes, 0, 1 << 28);
        inRange(problems, "reconnectSpreadMillis", reconnectSpreadMillis, 0, 3_600_000);
        checkNetworks(problems, "exemptNetworks", exemptNetworks);
        checkNetworks(problems, "proxies", proxies);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The server's own address: that of the first port. */
    public InetSocketAddress listen() {
        return ports.get(0).listen();
    }

    private static void check(List<ConfigProblem> problems, StratumPort port, boolean hasTls, boolean hasSv2) {
        InetSocketAddress listen = port.listen();
        if (listen.isUnresolved()) {
            problems.add(problem("listen", "host " + listen.getHostString() + " is unknown", "Use a local address"));
        }
        if (port.tls() == TlsUse.REQUIRED && !hasTls) {
            problems.add(problem("tls", "is missing, and " + listen + " requires it", "Give a certificate and a key"));
        }
        if (!hasSv2 && !port.speaks(StratumPort.Protocol.V1)) {
            problems.add(problem("sv2", "is missing, and " + listen + " speaks nothing else", "Configure Stratum V2"));
        }
    }

    private static void checkNetworks(List<ConfigProblem> problems, String key, List<String> networks) {
        for (String network : networks) {
            try {
                AddressRange.parse(network);
            } catch (IllegalArgumentException e) {
                problems.add(problem(key, String.valueOf(e.getMessage()), "Write 10.0.0.0/8 or ::1/128"));
            }
        }
    }

    private static void inRange(List<ConfigProblem> problems, String key, int value, int least, int most) {
        if (value < least || value > most) {
            problems.add(problem(key, "is " + value, "Use " + least + " to " + most));
        }
    }

    private static ConfigProblem problem(String key, String what, String remedy) {
        return new ConfigProblem("stratum." + key, what, remedy);
    }

    /** Collects settings; each has its default until set. Not thread-safe. */
    public static final class Builder {
        /** The port that pools traditionally use. */
        public static final int DEFAULT_PORT = 3333;

        private String name = "stratum";
        private List<StratumPort> ports = List.of(StratumPort.of(new InetSocketAddress(DEFAULT_PORT)));
        private int eventLoops = Runtime.getRuntime().availableProcessors();
        private int acceptThreads = 2;
        private int backlog = 4_096;
        private int sendBufferBytes;
        private boolean nativeTransport = true;
        private int reconnectSpreadMillis;
        private List<String> exemptNetworks = List.of("127.0.0.1/32", "::1/128");
        private List<String> proxies = List.of();
        private @Nullable TlsFiles tls;
        private StratumLimits limits = StratumLimits.defaults();
        private @Nullable Sv2Config sv2;

        private Builder() {}

        /** Default {@code stratum}. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /** Default: every address of the machine, port 3333. */
        public Builder listen(InetSocketAddress value) {
            return ports(List.of(StratumPort.of(value)));
        }

        /** Several ports, each with its own terms, instead of the one of {@link #listen}. */
        public Builder ports(List<StratumPort> value) {
            ports = List.copyOf(value);
            return this;
        }

        /** Default: one per core. */
        public Builder eventLoops(int value) {
            eventLoops = value;
            return this;
        }

        /** Default 2. */
        public Builder acceptThreads(int value) {
            acceptThreads = value;
            return this;
        }

        /** Default 4,096; the system may cap it. */
        public Builder backlog(int value) {
            backlog = value;
            return this;
        }

        /** Default 0: the system chooses. */
        public Builder sendBufferBytes(int value) {
            sendBufferBytes = value;
            return this;
        }

        /** Default true. */
        public Builder nativeTransport(boolean value) {
            nativeTransport = value;
            return this;
        }

        /** Default 0: miners are not asked to reconnect. */
        public Builder reconnectSpreadMillis(int value) {
            reconnectSpreadMillis = value;
            return this;
        }

        /** Default: this machine, {@code 127.0.0.1/32} and {@code ::1/128}. */
        public Builder exemptNetworks(List<String> value) {
            exemptNetworks = List.copyOf(value);
            return this;
        }

        /** Default: none; a PROXY header is refused then, whoever sends it. */
        public Builder proxies(List<String> value) {
            proxies = List.copyOf(value);
            return this;
        }

        /** Default: no TLS. */
        public Builder tls(TlsFiles value) {
            tls = value;
            return this;
        }

        /** Default {@link StratumLimits#defaults()}. */
        public Builder limits(StratumLimits value) {
            limits = value;
            return this;
        }

        /** Default: Stratum V1 alone. */
        public Builder sv2(Sv2Config value) {
            sv2 = value;
            return this;
        }

        /**
         * @throws ConfigurationException listing every value that makes no sense
         */
        public StratumConfig build() {
            return new StratumConfig(
                    name,
                    ports,
                    eventLoops,
                    acceptThreads,
                    backlog,
                    sendBufferBytes,
                    nativeTransport,
                    reconnectSpreadMillis,
                    exemptNetworks,
                    proxies,
                    tls,
                    limits,
                    sv2);
        }
    }
}
