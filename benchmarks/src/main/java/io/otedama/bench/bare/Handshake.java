package io.otedama.bench.bare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.otedama.chain.Hex;
import java.io.IOException;

/** Answers everything but submits, one line each. One per event loop. */
final class Handshake {
    /** Bits that may be rolled without a risk to consensus (BIP 320). */
    static final int BIP320_MASK = 0x1fffe000;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String VERSION_ROLLING = "version-rolling";

    private final BareConfig config;

    Handshake(BareConfig config) {
        this.config = config;
    }

    /**
     * @return what goes back, lines with their ends; empty: nothing
     * @throws IOException when this is no JSON: the connection must end
     */
    String answer(byte[] bytes, int from, int length, BareConnection connection) throws IOException {
        JsonNode request = JSON.readTree(bytes, from, length);
        JsonNode id = request.path("id");
        if (id.isMissingNode() || request.path("method").isMissingNode()) {
            return ""; // an answer, or a notification
        }
        String head = "{\"id\":" + id + ",\"result\":";
        return switch (request.path("method").asText()) {
            case "mining.configure" -> head + configure(request.path("params"), connection) + ",\"error\":null}\n";
            case "mining.subscribe" -> {
                String extranonce1 = Hex.encode8(connection.extranonce1());
                yield head + "[[[\"mining.notify\",\"" + extranonce1 + "\"]],\"" + extranonce1 + "\","
                        + config.extranonce2Size() + "],\"error\":null}\n" + connection.subscribed();
            }
            case "mining.authorize" -> head + "true,\"error\":null}\n" + connection.authorized();
            case "mining.extranonce.subscribe", "mining.suggest_difficulty" -> head + "true,\"error\":null}\n";
            case "mining.submit" ->
                head + "null,\"error\":[20,\"only submits of one order of keys, without spaces, are read\",null]}\n";
            default -> head + "null,\"error\":[-3,\"method not found\",null]}\n";
        };
    }

    private static String configure(JsonNode parameters, BareConnection connection) {
        for (JsonNode extension : parameters.path(0)) {
            if (extension.asText().equals(VERSION_ROLLING)) {
                String wanted = parameters.path(1).path("version-rolling.mask").asText("ffffffff");
                int mask = (int) Long.parseLong(wanted, 16) & BIP320_MASK;
                connection.roll(mask);
                return "{\"version-rolling\":true,\"version-rolling.mask\":\"" + Hex.encode8(mask) + "\"}";
            }
        }
        return "{}";
    }
}
