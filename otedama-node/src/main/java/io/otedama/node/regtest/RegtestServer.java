package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves a {@link RegtestChain} as a coin daemon would: JSON-RPC over HTTP with basic authentication, on a free port of
 * the loopback address. Several servers may serve the same chain, as several nodes that are always in step.
 *
 * <p>Any thread. {@link #close()} ends every thread, waiting long polls included; the chain lives on.
 */
public final class RegtestServer implements AutoCloseable {
    /** Requests worked on at a time, long polls included. */
    public static final int MAX_THREADS = 32;

    /** Requests that wait for a thread; further connections are dropped. */
    public static final int MAX_WAITING = 256;

    private static final int PASSWORD_BYTES = 18;
    private static final Duration MEMPOOL_PAUSE = Duration.ofSeconds(60);
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    static {
        // The JDK's server sends headers and body apart; without this each answer waits 40 ms for an acknowledgement.
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
    }

    private final HttpServer http;
    private final ThreadPoolExecutor threads;
    private final RegtestChain chain;
    private final String user;
    private final String password;
    private final RpcFaults faults = new RpcFaults();

    private RegtestServer(RegtestChain chain, String user, String password, int port, Duration mempoolPause)
            throws IOException {
        this.chain = chain;
        this.user = user;
        this.password = password;
        this.threads = newThreads();
        this.http =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        Map<String, RpcMethod> methods = new HashMap<>();
        new MiningCalls(chain, mempoolPause).register(methods);
        new ChainCalls(chain).register(methods);
        new RawTransactionCalls(chain).register(methods);
        new MempoolCalls(chain).register(methods);
        new WalletCalls(chain).register(methods);
        new HistoryCalls(chain).register(methods);
        new LockCalls(chain).register(methods);
        new WalletLockCalls(chain).register(methods);
        http.createContext("/", new RpcEndpoint(user, password, new RpcMethods(methods), faults));
        http.setExecutor(threads);
        http.start();
    }

    /** Starts a server with user {@code regtest} and a password of its own. */
    public static RegtestServer start(RegtestChain chain) {
        byte[] secret = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(secret);
        return start(chain, "regtest", Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /**
     * Starts a server.
     *
     * @param user letters and digits
     * @param password without characters that a URL would have to escape
     */
    public static RegtestServer start(RegtestChain chain, String user, String password) {
        return start(chain, user, password, 0);
    }

    /**
     * As {@link #start(RegtestChain, String, String)} on a port of one's own: where a chain is expected again after its
     * process has died.
     *
     * @param port 0: any free one
     */
    public static RegtestServer start(RegtestChain chain, String user, String password, int port) {
        return start(chain, user, password, port, MEMPOOL_PAUSE);
    }

    static RegtestServer start(RegtestChain chain, String user, String password, int port, Duration mempoolPause) {
        try {
            return new RegtestServer(chain, user, password, port, mempoolPause);
        } catch (IOException e) {
            throw new UncheckedIOException("no regtest server on the loopback address, port " + port, e);
        }
    }

    private static ThreadPoolExecutor newThreads() {
        AtomicInteger next = new AtomicInteger(1);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MAX_THREADS, MAX_THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), task -> {
                    Thread thread = new Thread(task, "regtest-rpc-" + next.getAndIncrement());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** {@code http://user:password@127.0.0.1:port}. */
    public String url() {
        return "http://" + user + ':' + password + "@127.0.0.1:" + port();
    }

    /** The address without user and password. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        return http.getAddress().getPort();
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    public RegtestChain chain() {
        return chain;
    }

    /**
     * For tests: works on the next {@code times} calls of a method as usual and breaks the connection instead of
     * answering. Faults of one method happen in the order they were asked for.
     */
    public void dropAnswers(String method, int times) {
        faults.add(method, new RpcFaults.Fault(Duration.ZERO, null, null, true), times);
    }

    /** For tests: refuses the next {@code times} calls of a method with an error, without working on them. */
    public void failCalls(String method, int times, int code, String message) {
        faults.add(method, new RpcFaults.Fault(Duration.ZERO, new RpcError(code, message), null, false), times);
    }

    /** For tests: breaks the connection at the next {@code times} calls of a method, without working on them. */
    public void dropCalls(String method, int times) {
        RpcError never = new RpcError(RpcError.MISC, "never sent");
        faults.add(method, new RpcFaults.Fault(Duration.ZERO, never, null, true), times);
    }

    /** For tests: works on the next {@code times} calls of a method only after a while. */
    public void delayCalls(String method, int times, Duration delay) {
        faults.add(method, new RpcFaults.Fault(delay, null, null, false), times);
    }

    /**
     * For tests: answers the next {@code times} calls of a method with a result of one's own, without working on them.
     *
     * @param resultJson the {@code result}, as JSON
     */
    public void fakeAnswers(String method, int times, String resultJson) {
        try {
            JsonNode lie = Json.parse(resultJson.getBytes(StandardCharsets.UTF_8));
            faults.add(method, new RpcFaults.Fault(Duration.ZERO, null, lie, false), times);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON: " + resultJson, e);
        }
    }

    /** For tests: forgets the faults that have not happened yet. */
    public void clearFaults() {
        faults.clear();
    }

    /** Stops serving, drops every connection, ends every thread. Repeatable. */
    @Override
    public void close() {
        faults.close();
        threads.shutdownNow();
        http.stop(0);
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("threads of the regtest server do not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "regtest server " + endpoint() + " of " + chain;
    }
}
