package io.otedama.bench.node;

import com.fasterxml.jackson.databind.node.TextNode;
import io.netty.buffer.ByteBuf;

/** An error as Bitcoin Core words it. Carries no stack. */
final class RpcError extends RuntimeException {
    static final int UNKNOWN_METHOD = -32601;
    static final int INVALID_PARAMETER = -8;
    static final int NOT_FOUND = -5;
    static final int DECODE_FAILED = -22;
    static final int PARSE_ERROR = -32700;

    private static final long serialVersionUID = 1L;

    private final int code;

    RpcError(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }

    /**
     * The whole answer.
     *
     * @param id JSON of the request's id
     */
    ByteBuf answer(String id) {
        return RpcHandler.text("{\"result\":null,\"error\":{\"code\":" + code + ",\"message\":"
                + TextNode.valueOf(getMessage()) + "},\"id\":" + id + "}\n");
    }
}
