package io.otedama.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.otedama.chain.Network;
import io.otedama.node.rpc.NodeEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A coin daemon made of a real HTTP server on the loopback and a scripted chain. Every fault a real node ever showed can
 * be injected per method, or for all with {@code "*"}.
 */
public final class FakeNode implements AutoCloseable {
    public static final String USER = "pool";
    public static final String PASSWORD = "s3cret-pa55word";

    private static final int NO_ANSWER = -1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FakeChain chain;
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake-node");
        thread.setDaemon(true);
        return thread;
    });
    private final int port;
    private HttpServer server;
    private volatile String password = PASSWORD;

    /** Answers instead of the node. */
    @FunctionalInterface
    public interface Fault {
        Reply answer(JsonNode request) throws InterruptedException;
    }

    /** HTTP status and body. */
    public record Reply(int status, String body) {}

    /** An error that becomes a JSON-RPC error. */
    static final class RpcError extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final int code;

        RpcError(int code, String message) {
            super(message);
            this.code = code;
        }
    }

    public FakeNode(Network network) {
        this(new FakeChain(network));
    }

    public FakeNode(FakeChain chain) {
        this.chain = chain;
        this.server = listen(0);
        this.port = server.getAddress().getPort();
    }

    private HttpServer listen(int onPort) {
        try {
            HttpServer s = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), 0);
            s.setExecutor(threads);
            s.createContext("/", this::handle);
            s.start();
            return s;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FakeChain chain() {
        return chain;
    }

    public String url() {
        return "http://" + USER + ":" + PASSWORD + "@127.0.0.1:" + port;
    }

    public String plainUrl() {
        return "http://127.0.0.1:" + port;
    }

    public NodeEndpoint endpoint() {
        return NodeEndpoint.parse(url());
    }

    public String name() {
        return "127.0.0.1:" + port;
    }

    /** The password that opens the node from now on. */
    public void password(String value) {
        password = value;
    }

    public void fault(String method, Fault fault) {
        faults.put(method, fault);
    }

    public void heal() {
        faults.clear();
    }

    /** How often the method was called. */
    public int calls(String method) {
        return counts.computeIfAbsent(method, m -> new AtomicInteger()).get();
    }

    /** The process dies. */
    public void stop() {
        server.stop(0);
    }

    /** The process is back, at the same address. */
    public void restart() {
        server = listen(port);
    }

    public static Fault status(int status, String body) {
        return request -> new Reply(status, body);
    }

    public static Fault error(int code, String message) {
        return request -> {
            throw new RpcError(code, message);
        };
    }

    /** Reads the call and closes the connection. */
    public static Fault hangUp() {
        return request -> new Reply(NO_ANSWER, "");
    }

    /** Never answers until the node is closed. */
    public Fault hang() {
        return request -> {
            released.await();
            return new Reply(200, "");
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = answer(exchange);
            if (reply.status() == NO_ANSWER) {
                return;
            }
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply answer(HttpExchange exchange) throws IOException, InterruptedException {
        JsonNode request = MAPPER.readTree(exchange.getRequestBody());
        String expected =
                "Basic " + Base64.getEncoder().encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return new Reply(401, "");
        }
        String method = request.path("method").asText();
        counts.computeIfAbsent(method, m -> new AtomicInteger()).incrementAndGet();
        Fault fault = faults.getOrDefault(method, faults.get("*"));
        try {
            if (fault != null) {
                return fault.answer(request);
            }
            return reply(request, 200, chain.call(method, request.path("params")), null);
        } catch (RpcError e) {
            return reply(request, 500, null, Map.of("code", e.code, "message", e.getMessage()));
        }
    }

    /** The JSON envelope of an answer. */
    public static Reply reply(JsonNode request, int status, Object result, Object error) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("result", result);
        body.put("error", error);
        body.put("id", request.path("id").asLong());
        try {
            return new Reply(status, MAPPER.writeValueAsString(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        released.countDown();
        chain.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
