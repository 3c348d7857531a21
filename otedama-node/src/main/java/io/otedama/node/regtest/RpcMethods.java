package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the method, calls it, and wraps what it says. Any thread. */
final class RpcMethods {
    private final Map<String, RpcMethod> methods;

    RpcMethods(Map<String, RpcMethod> methods) {
        this.methods = Map.copyOf(methods);
    }

    /** A finished answer: its HTTP status and its body. */
    record Answer(int status, JsonNode body) {}

    Answer call(JsonNode request) throws InterruptedException {
        JsonNode id = request.path("id");
        try {
            return success(id, dispatch(request));
        } catch (RpcError e) {
            return refusal(id, e);
        } catch (RuntimeException e) {
            RpcError error = new RpcError(RpcError.MISC, String.valueOf(e.getMessage()));
            return new Answer(500, envelope(id, Json.nothing(), error));
        }
    }

    static Answer success(JsonNode id, JsonNode result) {
        return new Answer(200, envelope(id, result, null));
    }

    static Answer refusal(JsonNode id, RpcError error) {
        return new Answer(status(error.code()), envelope(id, Json.nothing(), error));
    }

    static Answer unreadable() {
        RpcError error = new RpcError(RpcError.PARSE, "Parse error");
        return new Answer(500, envelope(Json.nothing(), Json.nothing(), error));
    }

    private JsonNode dispatch(JsonNode request) throws InterruptedException {
        if (!request.isObject()) {
            throw new RpcError(RpcError.INVALID_REQUEST, "Invalid Request object");
        }
        if (!request.path("method").isTextual()) {
            throw new RpcError(RpcError.INVALID_REQUEST, "Missing method");
        }
        JsonNode parameters = request.path("params");
        JsonNodeType type = parameters.getNodeType();
        if (type == JsonNodeType.MISSING || type == JsonNodeType.NULL) {
            parameters = Json.array();
        } else if (type != JsonNodeType.ARRAY) {
            throw new RpcError(RpcError.INVALID_REQUEST, "Params must be an array");
        }
        RpcMethod method = methods.get(request.path("method").textValue());
        if (method == null) {
            throw new RpcError(RpcError.METHOD_NOT_FOUND, "Method not found");
        }
        return method.call(new RpcArguments(parameters));
    }

    private static ObjectNode envelope(JsonNode id, JsonNode result, @Nullable RpcError error) {
        ObjectNode out = Json.object();
        out.set("result", result);
        if (error == null) {
            out.putNull("error");
        } else {
            out.putObject("error").put("code", error.code()).put("message", error.text());
        }
        out.set("id", id.isMissingNode() ? Json.nothing() : id);
        return out;
    }

    private static int status(int code) {
        return switch (code) {
            case RpcError.INVALID_REQUEST -> 400;
            case RpcError.METHOD_NOT_FOUND -> 404;
            default -> 500;
        };
    }
}
