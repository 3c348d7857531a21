package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Calls a server as a pool would: over a socket, by its URL alone. */
final class RpcCaller {
    private final URI url;

    RpcCaller(RegtestServer server) {
        this(server.url());
    }

    RpcCaller(String url) {
        this.url = URI.create(url);
    }

    record Answer(int status, JsonNode body) {
        JsonNode result() {
            if (status != 200 || !body.path("error").isNull()) {
                throw new AssertionError(status + " " + body);
            }
            return body.path("result");
        }

        int errorCode() {
            return body.path("error").path("code").intValue();
        }

        String errorMessage() {
            return body.path("error").path("message").textValue();
        }
    }

    JsonNode result(String method, Object... parameters) throws IOException {
        return call(method, parameters).result();
    }

    Answer call(String method, Object... parameters) throws IOException {
        ObjectNode request = Json.object();
        request.put("jsonrpc", "1.0").put("id", "x").put("method", method);
        ArrayNode list = request.putArray("params");
        for (Object parameter : parameters) {
            if (parameter instanceof JsonNode node) {
                list.add(node);
            } else {
                list.addPOJO(parameter);
            }
        }
        return post(Json.write(request));
    }

    Answer post(byte[] body) throws IOException {
        HttpURLConnection connection = open("POST");
        connection.setFixedLengthStreamingMode(body.length);
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        return read(connection);
    }

    Answer get() throws IOException {
        return read(open("GET"));
    }

    private HttpURLConnection open(String method) throws IOException {
        URI plain = URI.create("http://" + url.getHost() + ":" + url.getPort() + "/wallet/w");
        HttpURLConnection connection = (HttpURLConnection) plain.toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setReadTimeout(60_000);
        if (url.getUserInfo() != null) {
            byte[] secret = url.getUserInfo().getBytes(StandardCharsets.UTF_8);
            connection.setRequestProperty(
                    "Authorization", "Basic " + Base64.getEncoder().encodeToString(secret));
        }
        return connection;
    }

    private static Answer read(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            byte[] bytes = in == null ? new byte[0] : in.readAllBytes();
            boolean json = "application/json".equals(connection.getContentType());
            return new Answer(status, json ? Json.parse(bytes) : Json.nothing());
        }
    }
}
