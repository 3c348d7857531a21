package io.otedama.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serves the dashboard and answers it by script: any number of workers, hostile names, failures on demand. One loopback port, closed
 * with the test.
 */
final class ScriptedGateway implements AutoCloseable {
    /** As strict as a page can be told to be: no script, style, frame or connection that is not ours, no markup from text. */
    static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none';"
                    + " require-trusted-types-for 'script'; trusted-types 'none'";

    private static final String UPLOT = "META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final Map<String, String> LIBRARY =
            Map.of("uplot.min.js", UPLOT + "uPlot.iife.min.js", "uplot.min.css", UPLOT + "uPlot.min.css");
    private static final Map<String, String> TYPES = Map.of(
            "html",
            "text/html; charset=utf-8",
            "js",
            "text/javascript; charset=utf-8",
            "css",
            "text/css; charset=utf-8",
            "svg",
            "image/svg+xml");

    final ScriptedPool pool;
    /** What clients of the live connection said. */
    final List<JsonObject> heard = new CopyOnWriteArrayList<>();

    /** Addresses below the API, with their queries. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final Vertx vertx = Vertx.vertx();
    private final Set<ServerWebSocket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong ids = new AtomicLong(1);
    private final HttpServer server;
    private volatile boolean refusesSockets;
    private volatile int problem;
    private volatile boolean noStore;
    private volatile String unknownOrder = "";
    private volatile String token = "";

    ScriptedGateway(ScriptedPool pool) {
        this.pool = pool;
        this.server = vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(true))
                .webSocketHandshakeHandler(this::greet)
                .webSocketHandler(this::serve)
                .requestHandler(this::answer);
        await(server.listen(0, "127.0.0.1"));
    }

    private static void await(io.vertx.core.Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/";
    }

    /** From now on every answer of the API is this problem; 0 ends it. */
    void failWith(int status) {
        problem = status;
    }

    /** From now on there is no history: what a pool without a store answers. */
    void keepsNoStore() {
        noStore = true;
    }

    /** From now on nothing can be sorted by this. */
    void knowsNoOrder(String sort) {
        unknownOrder = sort;
    }

    /** From now on the API wants this token; an empty one ends it. */
    void want(String value) {
        token = value;
    }

    /** Ends every live connection and takes no new one until told. */
    void cutSockets() {
        refusesSockets = true;
        sockets.forEach(ServerWebSocket::close);
    }

    void takeSockets() {
        refusesSockets = false;
    }

    int sockets() {
        return sockets.size();
    }

    /** Says it to everyone who is connected. */
    void push(String topic, String type, JsonObject data) {
        String text = new JsonObject()
                .put("id", ids.incrementAndGet())
                .put("topic", topic)
                .put("type", type)
                .put("data", data)
                .encode();
        sockets.forEach(socket -> socket.writeTextMessage(text));
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private void greet(ServerWebSocketHandshake handshake) {
        if (refusesSockets || !handshake.path().equals("/api/v1/live")) {
            handshake.reject(503);
        } else {
            handshake.accept();
        }
    }

    private void serve(ServerWebSocket socket) {
        sockets.add(socket);
        socket.closeHandler(ended -> sockets.remove(socket));
        socket.textMessageHandler(text -> {
            JsonObject message = new JsonObject(text);
            heard.add(message);
            if (message.getJsonArray("subscribe", new JsonArray()).contains("pool")) {
                socket.writeTextMessage(new JsonObject()
                        .put("id", ids.get())
                        .put("topic", "pool")
                        .put("type", "pool")
                        .put("data", pool.pool())
                        .encode());
            }
        });
    }

    private void answer(HttpServerRequest request) {
        String path = request.path();
        HttpServerResponse response = request.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff");
        if (path.startsWith("/api/v1/")) {
            asked.add(request.uri());
            api(request, response, path.substring("/api/v1/".length()));
        } else {
            file(response, path.equals("/") ? "index.html" : path.substring(1));
        }
    }

    private static void file(HttpServerResponse response, String path) {
        String library = LIBRARY.get(path.replaceFirst("^assets/", ""));
        try (InputStream in = ScriptedGateway.class
                .getClassLoader()
                .getResourceAsStream(library != null ? library : "webroot/" + path)) {
            if (in == null || path.contains("..")) {
                response.setStatusCode(404).end();
            } else {
                response.putHeader("Content-Type", TYPES.get(path.substring(path.lastIndexOf('.') + 1)))
                        .end(Buffer.buffer(in.readAllBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void api(HttpServerRequest request, HttpServerResponse response, String path) {
        if (problem != 0) {
            refuse(response, problem, "Not now", "The store is being opened.");
        } else if (!token.isEmpty() && !("Bearer " + token).equals(request.getHeader("Authorization"))) {
            refuse(response, 401, "No credential", "This needs a token.");
        } else if (unknownOrder.equals(request.getParam("sort"))) {
            refuse(response, 400, "Bad request", "No such order.");
        } else if (noStore && path.matches("rounds|luck|payments|miners/[^/]+/(payments|credits|hashrate)")) {
            refuse(response, 404, "urn:otedama:problem:no-store", "No store", "The pool keeps no store.");
        } else {
            String[] parts = path.split("/");
            JsonObject body = parts.length == 1 ? top(request, parts[0]) : below(request, parts);
            if (body == null) {
                refuse(response, 404, "Not found", "Nothing is known of " + decode(parts[parts.length - 1]) + ".");
            } else {
                response.putHeader("Content-Type", "application/json").end(body.toBuffer());
            }
        }
    }

    private static void refuse(HttpServerResponse response, int status, String title, String detail) {
        refuse(response, status, "about:blank", title, detail);
    }

    private static void refuse(HttpServerResponse response, int status, String type, String title, String detail) {
        JsonObject body = new JsonObject()
                .put("type", type)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(body.toBuffer());
    }

    private JsonObject top(HttpServerRequest request, String name) {
        return switch (name) {
            case "pool" -> pool.pool();
            case "components", "nodes" -> new JsonObject().put("items", pool.components());
            case "blocks" -> page(request, pool.blocks);
            case "rounds" -> page(request, pool.rounds());
            case "payments" -> page(request, pool.payments());
            case "luck" -> new JsonObject().put("items", luck());
            case "hashrate" -> pool.series(pool.hashrate());
            case "events" -> events(request);
            case "workers" ->
                page(
                        request,
                        pool.workers(
                                parameter(request, "search", ""),
                                parameter(request, "sort", "name"),
                                parameter(request, "order", "asc")));
            default -> null;
        };
    }

    private JsonArray luck() {
        return pool.blocks.isEmpty()
                ? new JsonArray()
                : new JsonArray()
                        .add(new JsonObject().put("blocks", 1).put("percent", 240.9))
                        .add(new JsonObject().put("blocks", 8).put("percent", 112.4));
    }

    private JsonObject events(HttpServerRequest request) {
        long after = Long.parseLong(parameter(request, "after", "0"));
        List<JsonObject> items = pool.events.stream()
                .filter(event -> event.getLong("id") > after)
                .toList();
        return new JsonObject().put("items", new JsonArray(items)).putNull("next");
    }

    private JsonObject below(HttpServerRequest request, String[] parts) {
        String name = decode(parts[1]);
        if (parts[0].equals("workers")) {
            return pool.workers.stream()
                    .filter(worker -> worker.getString("name").equals(name))
                    .findFirst()
                    .map(worker -> worker.copy()
                            .put(
                                    "difficultyExplanation",
                                    "Set so that this worker sends about 12 shares a minute. Its name is " + name
                                            + "."))
                    .orElse(null);
        }
        if (parts[0].equals("admin") && name.equals("bans")) {
            return new JsonObject()
                    .put(
                            "items",
                            new JsonArray()
                                    .add(new JsonObject()
                                            .put("network", "203.0.113.7/32")
                                            .put("reason", "duplicate shares")
                                            .put("times", 2)
                                            .put("sinceAt", 1_700_000_000_000L)
                                            .put("untilAt", 1_700_000_600_000L)));
        }
        if (!parts[0].equals("miners") || pool.workersOf(name).isEmpty()) {
            return null;
        }
        return switch (parts.length == 2 ? "" : parts[2]) {
            case "" -> noStore ? pool.miner(name).putNull("balance") : pool.miner(name);
            case "workers" -> page(request, pool.workersOf(name));
            case "payments" -> page(request, pool.payments());
            case "credits" -> page(request, pool.credits());
            case "hashrate" ->
                pool.series(pool.miner(name).getJsonObject("hashrate").getDouble("fiveMinutes"));
            default -> null;
        };
    }

    private static JsonObject page(HttpServerRequest request, List<JsonObject> all) {
        int from = Integer.parseInt(parameter(request, "cursor", "0"));
        int to = Math.min(all.size(), from + Integer.parseInt(parameter(request, "limit", "50")));
        return new JsonObject()
                .put("items", new JsonArray(all.subList(from, to)))
                .put("next", to < all.size() ? Integer.toString(to) : null);
    }

    private static String parameter(HttpServerRequest request, String name, String otherwise) {
        String value = request.getParam(name);
        return value == null ? otherwise : value;
    }

    private static String decode(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
