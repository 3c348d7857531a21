package io.otedama.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** JSON-RPC to one daemon, for tests: one connection per call, every failure an exception. Any thread. */
final class LitecoinRpc {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final int READ_TIMEOUT_MS = 30_000;

    private final URI base;
    private final String authorization;

    LitecoinRpc(URI base, String user, String password) {
        this.base = base;
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(both);
    }

    /**
     * Calls a method of the daemon.
     *
     * @throws RpcFailure when the daemon answers with an error
     * @throws IOException when it cannot be reached
     */
    JsonNode call(String method, Object... parameters) throws IOException {
        return post(base, method, parameters);
    }

    /** Calls a method of one of the daemon's wallets. */
    JsonNode callWallet(String wallet, String method, Object... parameters) throws IOException {
        return post(base.resolve("/wallet/" + wallet), method, parameters);
    }

    private JsonNode post(URI target, String method, Object... parameters) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
        connection.setConnectTimeout(CONNECT_TIMEOUT_MS);
        connection.setReadTimeout(READ_TIMEOUT_MS);
        connection.setDoOutput(true);
        connection.setRequestProperty("Authorization", authorization);
        connection.setRequestProperty("Connection", "close");
        try (OutputStream out = connection.getOutputStream()) {
            JSON.writeValue(out, Map.of("id", 1, "method", method, "params", List.of(parameters)));
        }
        JsonNode answer = read(connection);
        if (answer.hasNonNull("error")) {
            JsonNode error = answer.get("error");
            throw new RpcFailure(
                    method, error.path("code").asInt(), error.path("message").asText());
        }
        return answer.path("result");
    }

    private static JsonNode read(HttpURLConnection connection) throws IOException {
        boolean failed = connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
        try (InputStream in = failed ? connection.getErrorStream() : connection.getInputStream()) {
            JsonNode answer = in == null ? JSON.missingNode() : JSON.readTree(in);
            if (answer.isMissingNode()) {
                throw new IOException("empty answer, HTTP " + connection.getResponseCode());
            }
            return answer;
        }
    }

    /** The daemon's own error. */
    static final class RpcFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int code;

        RpcFailure(String method, int code, String message) {
            super(method + " failed, " + code + ": " + message);
            this.code = code;
        }

        int code() {
            return code;
        }
    }
}
