package io.otedama.stratum.proxy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A request line of a machine, and the lines that answer it. Immutable. */
record MachineRequest(JsonNode id, String method, JsonNode params) {
    private static final int MAX_NESTING = 16;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
            .build());

    /** Null when the line is no request. */
    static @Nullable MachineRequest parse(byte[] line, int length) {
        try {
            JsonNode root = JSON.readTree(line, 0, length);
            JsonNode method = root == null ? null : root.get("method");
            return method == null || !method.isTextual()
                    ? null
                    : new MachineRequest(root.path("id"), method.textValue(), root.path("params"));
        } catch (IOException e) {
            return null;
        }
    }

    /** A parameter as text; empty when it is missing or no scalar. */
    String text(int index) {
        return params.path(index).asText("");
    }

    /** A parameter as bytes written in hex; null when it is not exactly so many. */
    byte @Nullable [] bytes(int index, int count) {
        String text = text(index);
        if (text.length() != 2 * count) {
            return null;
        }
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A parameter of eight hex digits; null when it is none. */
    @Nullable
    Integer word(int index) {
        byte[] bytes = bytes(index, Integer.BYTES);
        return bytes == null ? null : java.nio.ByteBuffer.wrap(bytes).getInt();
    }

    byte[] result(JsonNode value) {
        return line(value, JsonNodeFactory.instance.nullNode());
    }

    byte[] error(int code, String message) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return line(nodes.nullNode(), nodes.arrayNode().add(code).add(message).addNull());
    }

    private byte[] line(JsonNode result, JsonNode error) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("id", id.isMissingNode() ? JsonNodeFactory.instance.nullNode() : id);
        answer.set("result", result);
        answer.set("error", error);
        return (answer + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
