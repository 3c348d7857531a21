package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import java.util.Locale;

/** The positional parameters of one call, read as what the method wants. Absent and null are the same. */
record RpcArguments(JsonNode values) {
    JsonNode at(int index) {
        JsonNode value = values.path(index);
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    boolean has(int index) {
        return !at(index).isMissingNode();
    }

    String text(int index, String name) {
        JsonNode value = required(index, name);
        if (!value.isTextual()) {
            throw wrongType(name, "string", value);
        }
        return value.textValue();
    }

    int integer(int index, String name) {
        JsonNode value = required(index, name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrongType(name, "number", value);
        }
        return value.intValue();
    }

    int integer(int index, String name, int otherwise) {
        return has(index) ? integer(index, name) : otherwise;
    }

    boolean flag(int index, String name, boolean otherwise) {
        if (!has(index)) {
            return otherwise;
        }
        JsonNode value = at(index);
        if (!value.isBoolean()) {
            throw wrongType(name, "bool", value);
        }
        return value.booleanValue();
    }

    Hash256 hash(int index, String name) {
        return hash(text(index, name), name);
    }

    static Hash256 hash(String hex, String name) {
        if (hex.length() != 2 * Hash256.BYTES) {
            throw new RpcError(
                    RpcError.BAD_PARAMETER,
                    name + " must be of length 64 (not " + hex.length() + ", for '" + shorten(hex) + "')");
        }
        try {
            return Hash256.ofDisplay(hex);
        } catch (IllegalArgumentException e) {
            throw new RpcError(RpcError.BAD_PARAMETER, name + " must be hexadecimal string (not '" + hex + "')");
        }
    }

    /** Bytes from hex; the error is Bitcoin Core's for something that cannot be decoded. */
    byte[] bytes(int index, String name, String failure) {
        try {
            return Hex.decode(text(index, name));
        } catch (IllegalArgumentException e) {
            throw new RpcError(RpcError.NOT_DECODABLE, failure);
        }
    }

    RegtestTransaction transaction(int index) {
        String failure = "TX decode failed. Make sure the tx has at least one input.";
        try {
            return RegtestTransaction.parse(bytes(index, "hexstring", failure));
        } catch (IllegalArgumentException e) {
            throw new RpcError(RpcError.NOT_DECODABLE, failure);
        }
    }

    private JsonNode required(int index, String name) {
        JsonNode value = at(index);
        if (value.isMissingNode()) {
            throw new RpcError(RpcError.MISC, "missing parameter " + name);
        }
        return value;
    }

    private static RpcError wrongType(String name, String wanted, JsonNode found) {
        return new RpcError(
                RpcError.WRONG_TYPE,
                "JSON value of type " + found.getNodeType().name().toLowerCase(Locale.ROOT) + " for " + name
                        + " is not of expected type " + wanted);
    }

    private static String shorten(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
