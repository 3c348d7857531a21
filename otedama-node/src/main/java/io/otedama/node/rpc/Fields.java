package io.otedama.node.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.error.NodeException;

/**
 * Strict reading of one JSON object: every mistake becomes a {@link NodeException} that names the node, the method and
 * the field.
 *
 * @param where for example {@code 127.0.0.1:8332: getblocktemplate.transactions[3]}
 */
record Fields(String where, JsonNode object) {
    Fields {
        if (!object.isObject()) {
            throw new NodeException(where + " is not an object");
        }
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    String text(String name) {
        JsonNode value = required(name);
        if (!value.isTextual()) {
            throw wrong(name, "is not a text");
        }
        return value.textValue();
    }

    long number(String name, long min, long max) {
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, "is not a whole number");
        }
        long number = value.longValue();
        if (number < min || number > max) {
            throw wrong(name, "is " + number + ", expected " + min + " to " + max);
        }
        return number;
    }

    boolean flag(String name) {
        JsonNode value = required(name);
        if (!value.isBoolean()) {
            throw wrong(name, "is neither true nor false");
        }
        return value.booleanValue();
    }

    Hash256 hash(String name) {
        try {
            return Hash256.ofDisplay(text(name));
        } catch (IllegalArgumentException e) {
            throw wrong(name, "is not a hash of 64 hex digits");
        }
    }

    byte[] bytes(String name) {
        return decode(name, text(name));
    }

    byte[] decode(String name, String hex) {
        try {
            return Hex.decode(hex);
        } catch (IllegalArgumentException e) {
            throw wrong(name, "is not hexadecimal");
        }
    }

    JsonNode array(String name) {
        JsonNode value = required(name);
        if (!value.isArray()) {
            throw wrong(name, "is not a list");
        }
        return value;
    }

    private JsonNode required(String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            throw wrong(name, "is missing");
        }
        return value;
    }

    NodeException wrong(String name, String problem) {
        return new NodeException(where + "." + name + " " + problem);
    }
}
