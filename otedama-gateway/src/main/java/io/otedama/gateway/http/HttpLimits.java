package io.otedama.gateway.http;

import io.otedama.error.ConfigProblem;
import io.otedama.gateway.auth.FailureBrake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one client, and all of them, may cost. Begin with {@link #DEFAULT}; {@link #problems} says what is wrong with others.
 *
 * @param maxConnections open at one time
 * @param maxConnectionsPerAddress of them from one address, or one IPv6 /64
 * @param requestsPerSecond sustained, from one address
 * @param requestBurst at once, from one address
 * @param refusedCredentials from one address, after which it waits
 * @param maxWaitingRequests that wait for a thread; one more is refused
 * @param maxLiveClients WebSocket clients
 * @param headerTimeout within which the first request's headers are there
 * @param requestTimeout within which a request's body, its answer and the next request's headers are there
 */
public record HttpLimits(
        int maxConnections,
        int maxConnectionsPerAddress,
        int requestsPerSecond,
        int requestBurst,
        int refusedCredentials,
        int maxWaitingRequests,
        int maxLiveClients,
        Duration headerTimeout,
        Duration requestTimeout) {
    /** Largest body of a request. */
    public static final int MAX_BODY_BYTES = 64 << 10;

    /** All headers of a request together. */
    public static final int MAX_HEADER_BYTES = 16 << 10;

    /** The line with method and URI. */
    public static final int MAX_LINE_BYTES = 4 << 10;

    /** One WebSocket message from a client. */
    public static final int MAX_LIVE_BYTES = 4 << 10;

    /** Threads that ask the pool and its store. */
    public static final int WORKER_THREADS = 4;

    /** Addresses whose rate is remembered. */
    public static final int MAX_ADDRESSES = 10_000;

    public static final HttpLimits DEFAULT = new HttpLimits(
            1_024, 128, 50, 200, FailureBrake.MAX_FAILURES, 256, 512, Duration.ofSeconds(10), Duration.ofSeconds(60));

    /** The same with other rates per address. */
    public HttpLimits withRate(int perSecond, int burst) {
        return new HttpLimits(
                maxConnections,
                maxConnectionsPerAddress,
                perSecond,
                burst,
                refusedCredentials,
                maxWaitingRequests,
                maxLiveClients,
                headerTimeout,
                requestTimeout);
    }

    /** The same with another number of refused credentials. */
    public HttpLimits withRefusedCredentials(int refused) {
        return new HttpLimits(
                maxConnections,
                maxConnectionsPerAddress,
                requestsPerSecond,
                requestBurst,
                refused,
                maxWaitingRequests,
                maxLiveClients,
                headerTimeout,
                requestTimeout);
    }

    /** The same with other numbers of connections. */
    public HttpLimits withConnections(int all, int perAddress, int liveClients) {
        return new HttpLimits(
                all,
                perAddress,
                requestsPerSecond,
                requestBurst,
                refusedCredentials,
                maxWaitingRequests,
                liveClients,
                headerTimeout,
                requestTimeout);
    }

    /** The same with other times. */
    public HttpLimits withTimeouts(Duration header, Duration request) {
        return new HttpLimits(
                maxConnections,
                maxConnectionsPerAddress,
                requestsPerSecond,
                requestBurst,
                refusedCredentials,
                maxWaitingRequests,
                maxLiveClients,
                header,
                request);
    }

    /** What is out of range. */
    public List<ConfigProblem> problems() {
        List<ConfigProblem> problems = new ArrayList<>();
        check(problems, "http.limits.connections", maxConnections, 1_000_000);
        check(problems, "http.limits.connectionsPerAddress", maxConnectionsPerAddress, 1_000_000);
        check(problems, "http.limits.requestsPerSecond", requestsPerSecond, 1_000_000);
        check(problems, "http.limits.requestBurst", requestBurst, 1_000_000);
        check(problems, "http.limits.refusedCredentials", refusedCredentials, 1_000_000);
        check(problems, "http.limits.waitingRequests", maxWaitingRequests, 100_000);
        check(problems, "http.limits.liveClients", maxLiveClients, 100_000);
        check(problems, "http.limits.headerTimeout (ms)", headerTimeout.toMillis(), 600_000);
        check(problems, "http.limits.requestTimeout (ms)", requestTimeout.toMillis(), 600_000);
        return problems;
    }

    private static void check(List<ConfigProblem> problems, String key, long value, long most) {
        if (value < 1 || value > most) {
            problems.add(new ConfigProblem(key, value + " is out of range", "Use 1 to " + most));
        }
    }
}
