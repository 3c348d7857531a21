package io.otedama.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Stands between a wallet adapter and its daemon, and does something at one call: before it is passed on, or after. */
final class CuttingProxy implements AutoCloseable {
    private final HttpServer http;
    private final URI daemon;
    private volatile String method = "";
    private volatile boolean passOn;
    private volatile Runnable action = () -> {};

    CuttingProxy(URI daemon) throws IOException {
        this.daemon = daemon;
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        http.createContext("/", this::handle);
        http.start();
    }

    int port() {
        return http.getAddress().getPort();
    }

    /**
     * At the next call of a method the action is done and the caller gets no answer.
     *
     * @param processed whether the daemon works on the call first
     */
    void cut(String rpcMethod, boolean processed, Runnable whatHappens) {
        passOn = processed;
        action = whatHappens;
        method = rpcMethod;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            boolean cut = !method.isEmpty() && new String(request, StandardCharsets.UTF_8).contains('"' + method + '"');
            HttpURLConnection answer = cut && !passOn ? null : pass(exchange, request);
            if (cut) {
                method = "";
                action.run();
                return;
            }
            if (answer != null) {
                send(exchange, answer);
            }
        }
    }

    private HttpURLConnection pass(HttpExchange exchange, byte[] request) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                daemon.resolve(exchange.getRequestURI().getRawPath()).toURL().openConnection();
        connection.setDoOutput(true);
        connection.setRequestProperty(
                "Authorization", exchange.getRequestHeaders().getFirst("Authorization"));
        try (OutputStream out = connection.getOutputStream()) {
            out.write(request);
        }
        connection.getResponseCode();
        return connection;
    }

    private static void send(HttpExchange exchange, HttpURLConnection answer) throws IOException {
        int status = answer.getResponseCode();
        try (InputStream in = status < 400 ? answer.getInputStream() : answer.getErrorStream()) {
            byte[] body = in.readAllBytes();
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
