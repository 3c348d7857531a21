package io.otedama.stratum.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** The server's side of one connection, played by the test: blocking, one line at a time. */
final class Conversation implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    Conversation(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(FakePool.WAIT_MS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The next line as JSON; fails the test when the connection ends instead. */
    JsonNode read() {
        String line = readLine();
        assertThat(line).as("a line from the client").isNotNull();
        try {
            return Fields.JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    JsonNode expect(String method) {
        JsonNode message = read();
        assertThat(message.path("method").asText()).isEqualTo(method);
        return message;
    }

    /** The next line, or null when the client has closed the connection. */
    String readLine() {
        try {
            return in.readLine();
        } catch (SocketException e) {
            return null; // reset counts as closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String text) {
        sendRaw(text + "\n");
    }

    void sendRaw(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void reply(JsonNode request, String result) {
        send("{\"id\":" + request.get("id") + ",\"result\":" + result + ",\"error\":null}");
    }

    /** Answers subscribe and authorize as most pools do. */
    Conversation handshake() {
        reply(expect("mining.subscribe"), "[[[\"mining.notify\",\"s\"]],\"58029a11\",4]");
        reply(expect("mining.authorize"), "true");
        return this;
    }

    /** Sends a difficulty and then the job of block 227836, or one with another id. */
    Conversation work(String difficulty, String jobId) {
        send("{\"id\":null,\"method\":\"mining.set_difficulty\",\"params\":[" + difficulty + "]}");
        send(Vectors.notify(jobId));
        return this;
    }

    InetSocketAddress remote() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
