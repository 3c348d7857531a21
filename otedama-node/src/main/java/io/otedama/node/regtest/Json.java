package io.otedama.node.regtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collection;

/** JSON as this server reads and writes it: amounts are exact decimals with eight places, never floating point. */
final class Json {
    private static final int COIN_DECIMALS = 8;
    private static final JsonMapper MAPPER = mapper();

    private Json() {}

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(RpcEndpoint.MAX_REQUEST_BYTES)
                        .build());
        return mapper;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ArrayNode texts(Collection<String> values) {
        ArrayNode array = array();
        values.forEach(array::add);
        return array;
    }

    static JsonNode text(String value) {
        return JsonNodeFactory.instance.textNode(value);
    }

    static JsonNode number(long value) {
        return JsonNodeFactory.instance.numberNode(value);
    }

    static JsonNode nothing() {
        return JsonNodeFactory.instance.nullNode();
    }

    /** Base units as coins. */
    static BigDecimal coins(long baseUnits) {
        return BigDecimal.valueOf(baseUnits, COIN_DECIMALS);
    }

    /**
     * Coins as base units, from a number or a string.
     *
     * @throws RpcError when it is no amount
     */
    static long baseUnits(JsonNode coins) {
        try {
            if (!coins.isNumber() && !coins.isTextual()) {
                throw new RpcError(RpcError.WRONG_TYPE, "Amount is not a number or string");
            }
            long value =
                    new BigDecimal(coins.asText()).movePointRight(COIN_DECIMALS).longValueExact();
            if (value < 0) {
                throw new RpcError(RpcError.WRONG_TYPE, "Amount out of range");
            }
            return value;
        } catch (NumberFormatException | ArithmeticException e) {
            throw new RpcError(RpcError.WRONG_TYPE, "Invalid amount");
        }
    }

    static JsonNode parse(byte[] bytes) throws IOException {
        return MAPPER.readTree(bytes);
    }

    static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree cannot be written", e);
        }
    }
}
