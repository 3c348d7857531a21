package io.otedama.stratum.client;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hex;
import java.math.BigDecimal;

/**
 * Reads single JSON values of the protocol. Numbers with a fraction or an exponent stay exact decimals; they are never
 * turned into integers, because {@code 1e999999999} would take gigabytes.
 */
final class Fields {
    static final int MAX_NESTING = 32;

    /** Shared by all connections; thread-safe. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .maxNumberLength(100)
                        .build());
    }

    private Fields() {}

    static byte[] hex(JsonNode node, String name) {
        if (!node.isTextual()) {
            throw new ProtocolException(name + " must be a hex string");
        }
        try {
            return Hex.decode(node.textValue());
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(name + " is not hex", e);
        }
    }

    /** One to eight hex digits, most significant first. */
    static int hexInt(JsonNode node, String name) {
        String text = node.isTextual() ? node.textValue() : "";
        if (text.isEmpty() || text.length() > 8 || text.startsWith("+") || text.startsWith("-")) {
            throw new ProtocolException(name + " must be 8 hex digits");
        }
        try {
            return Integer.parseUnsignedInt(text, 16);
        } catch (NumberFormatException e) {
            throw new ProtocolException(name + " must be 8 hex digits", e);
        }
    }

    /** A whole number, also when it is written as a string. */
    static long integer(JsonNode node, String name) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        try {
            return Long.parseLong(node.isTextual() ? node.textValue() : "");
        } catch (NumberFormatException e) {
            throw new ProtocolException(name + " must be a whole number", e);
        }
    }

    /** The id of a reply, also when the server made a string of it; 0 when it is none of ours. */
    static long requestId(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Math.max(0, node.longValue());
        }
        String text = node.isTextual() ? node.textValue() : "";
        boolean digits = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Long.parseLong(text) : 0;
    }

    /** The exact decimal that the server wrote, also when it is written as a string. */
    static Difficulty difficulty(JsonNode node) {
        try {
            if (node.isNumber()) {
                return Difficulty.of(node.decimalValue());
            }
            String text = node.isTextual() ? node.textValue() : "";
            return Difficulty.of(new BigDecimal(text.length() > 100 ? "" : text));
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("mining.set_difficulty must be a number greater than 0", e);
        }
    }
}
