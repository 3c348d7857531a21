package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** One HTTP request to one answer: password, size, JSON, call. On the server's threads. */
final class RpcEndpoint implements HttpHandler {
    /** Hex of the largest block, and room to spare; a longer request is refused unread. */
    static final int MAX_REQUEST_BYTES = 10 * 1024 * 1024;

    private final byte[] authorization;
    private final RpcMethods methods;
    private final RpcFaults faults;

    RpcEndpoint(String user, String password, RpcMethods methods, RpcFaults faults) {
        byte[] secret = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        this.authorization =
                ("Basic " + Base64.getEncoder().encodeToString(secret)).getBytes(StandardCharsets.ISO_8859_1);
        this.methods = methods;
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isAuthorized(exchange)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"jsonrpc\"");
                exchange.sendResponseHeaders(401, -1);
            } else if (!exchange.getRequestMethod().equals("POST")) {
                send(exchange, 405, "JSONRPC server handles only POST requests".getBytes(StandardCharsets.UTF_8));
            } else {
                answer(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server closes; the connection with it
        }
    }

    private boolean isAuthorized(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        return given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.ISO_8859_1), authorization);
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(MAX_REQUEST_BYTES + 1);
        }
        if (body.length > MAX_REQUEST_BYTES) {
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(413, -1);
            return;
        }
        JsonNode request;
        try {
            request = Json.parse(body);
        } catch (IOException e) {
            send(exchange, RpcMethods.unreadable());
            return;
        }
        RpcFaults.Fault fault = faults.next(request.path("method").asText(""));
        faults.delay(fault);
        RpcMethods.Answer answer = answer(request, fault);
        if (!fault.dropped()) {
            send(exchange, answer);
        } // else the end of this exchange closes the connection
    }

    private RpcMethods.Answer answer(JsonNode request, RpcFaults.Fault fault) throws InterruptedException {
        RpcError refusal = fault.error();
        JsonNode lie = fault.lie();
        if (refusal != null) {
            return RpcMethods.refusal(request.path("id"), refusal);
        }
        return lie != null ? RpcMethods.success(request.path("id"), lie) : methods.call(request);
    }

    private static void send(HttpExchange exchange, RpcMethods.Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, answer.status(), Json.write(answer.body()));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
