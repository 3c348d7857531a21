package io.otedama.node.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.otedama.error.NodeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * JSON-RPC as Bitcoin-family nodes speak it: version 1.0, errors in the body of HTTP 500 or 404 answers.
 *
 * <pre>
 *   -> {"jsonrpc":"1.0","id":7,"method":"getblockhash","params":[0]}
 *   &lt;- {"result":"0f91…","error":null,"id":7}
 *   &lt;- {"result":null,"error":{"code":-8,"message":"…"},"id":7}
 * </pre>
 */
final class RpcMessage {
    /** Characters of a node's own text that an exception repeats. */
    static final int MAX_EXCERPT = 200;

    private static final int MAX_NESTING = 64;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .maxStringLength(RpcLimits.MAX_RESPONSE_BYTES)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS) // amounts are exact
            .build();

    private RpcMessage() {}

    static byte[] request(long id, String method, List<?> params) {
        try {
            return MAPPER.writeValueAsBytes(Map.of("jsonrpc", "1.0", "id", id, "method", method, "params", params));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("parameters of " + method + " cannot be written as JSON", e);
        }
    }

    /** The {@code result} of an answer, or the exception that it means. */
    static JsonNode result(String node, String method, long id, Answer answer) {
        JsonNode reply = parse(node, method, answer);
        JsonNode error = reply.path("error");
        if (error.isObject()) {
            throw new RpcException(
                    node,
                    method,
                    error.path("code").asInt(),
                    excerpt(error.path("message").asText()));
        }
        if (!error.isNull() && !error.isMissingNode()) {
            throw new NodeException(
                    node + " answers " + method + " with an error that is not an object: " + excerpt(error.toString()));
        }
        if (answer.status() != 200) {
            throw badStatus(node, method, answer);
        }
        JsonNode result = reply.get("result");
        if (result == null) {
            throw new NodeException(node + " answers " + method + " with JSON that has neither result nor error");
        }
        JsonNode answerId = reply.path("id");
        if (!answerId.isIntegralNumber() || answerId.asLong() != id) {
            throw new NodeException(
                    node + " answers " + method + " with the id " + excerpt(answerId.toString()) + " instead of " + id);
        }
        return result;
    }

    private static JsonNode parse(String node, String method, Answer answer) {
        JsonNode reply;
        try {
            reply = MAPPER.readTree(answer.body());
        } catch (IOException e) {
            if (answer.status() != 200) {
                throw badStatus(node, method, answer);
            }
            // the cause is left out: it may repeat pieces of the text without end
            throw new NodeException(node + " answers " + method + " with " + answer.body().length
                    + " bytes that are not valid JSON; is this really the RPC port of a node? It begins with: "
                    + text(answer));
        }
        if (!reply.isObject()) {
            if (answer.status() != 200) {
                throw badStatus(node, method, answer);
            }
            throw new NodeException(node + " answers " + method + " with JSON that is not an object: " + text(answer));
        }
        return reply;
    }

    private static NodeException badStatus(String node, String method, Answer answer) {
        String hint = switch (answer.status()) {
            case 403 -> "; allow this machine with rpcallowip in the node's configuration";
            case 503 -> "; it is overloaded or shutting down";
            default -> "";
        };
        return new NodeException(
                node + " answers " + method + " with HTTP " + answer.status() + hint + ": " + text(answer));
    }

    private static String text(Answer answer) {
        int length = Math.min(answer.body().length, MAX_EXCERPT);
        return excerpt(new String(answer.body(), 0, length, StandardCharsets.UTF_8));
    }

    /** At most {@link #MAX_EXCERPT} characters on one line. */
    static String excerpt(String text) {
        String oneLine = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return oneLine.length() <= MAX_EXCERPT ? oneLine : oneLine.substring(0, MAX_EXCERPT) + "…";
    }
}
