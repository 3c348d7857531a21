package io.otedama.stratum.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hex;
import org.jspecify.annotations.Nullable;

/** The rare lines that a client sends: the handshake and answers to the server's questions. Every line ends with LF. */
final class RequestEncoder {
    static final int CONFIGURE = 1;
    static final int SUBSCRIBE = 2;
    static final int EXTRANONCE_SUBSCRIBE = 3;
    static final int SUGGEST_DIFFICULTY = 4;
    static final int AUTHORIZE = 5;

    /** Ids from here on belong to submits. */
    static final int FIRST_SUBMIT = 16;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RequestEncoder() {}

    /**
     * @param mask bits of the version the client would like to roll; 0 when it does not ask
     */
    static String configure(int mask, @Nullable Difficulty minimum) {
        ArrayNode extensions = NODES.arrayNode();
        ObjectNode values = NODES.objectNode();
        if (mask != 0) {
            extensions.add("version-rolling");
            values.put("version-rolling.mask", Hex.encode8(mask));
            values.put("version-rolling.min-bit-count", Math.min(2, Integer.bitCount(mask)));
        }
        if (minimum != null) {
            extensions.add("minimum-difficulty");
            values.set("minimum-difficulty.value", number(minimum));
        }
        return request(
                CONFIGURE, "mining.configure", NODES.arrayNode().add(extensions).add(values));
    }

    static String subscribe(String userAgent) {
        return request(SUBSCRIBE, "mining.subscribe", NODES.arrayNode().add(userAgent));
    }

    static String extranonceSubscribe() {
        return request(EXTRANONCE_SUBSCRIBE, "mining.extranonce.subscribe", NODES.arrayNode());
    }

    static String suggestDifficulty(Difficulty difficulty) {
        return request(
                SUGGEST_DIFFICULTY,
                "mining.suggest_difficulty",
                NODES.arrayNode().add(number(difficulty)));
    }

    static String authorize(String user, String password) {
        return request(
                AUTHORIZE, "mining.authorize", NODES.arrayNode().add(user).add(password));
    }

    /**
     * @param id echoed exactly as it came
     */
    static String answer(JsonNode id, String text) {
        ObjectNode reply = NODES.objectNode();
        reply.set("id", id);
        reply.put("result", text);
        reply.putNull("error");
        return reply + "\n";
    }

    static String unknownMethod(JsonNode id) {
        ObjectNode reply = NODES.objectNode();
        reply.set("id", id);
        reply.putNull("result");
        reply.set("error", NODES.arrayNode().add(-3).add("Method not found").addNull());
        return reply + "\n";
    }

    /** The exact plain decimal, without exponent. */
    private static JsonNode number(Difficulty difficulty) {
        return NODES.rawValueNode(new RawValue(difficulty.toString()));
    }

    private static String request(int id, String method, ArrayNode params) {
        ObjectNode request = NODES.objectNode();
        request.put("id", id);
        request.put("method", method);
        request.set("params", params);
        return request + "\n";
    }
}
