package io.otedama.node.rpc;

import io.otedama.error.NodeException;

/** The node understood the call and answered with a JSON-RPC error. */
public class RpcException extends NodeException {
    private static final long serialVersionUID = 1L;

    /** No such block, transaction or address ({@code RPC_INVALID_ADDRESS_OR_KEY}). */
    public static final int NOT_FOUND = -5;

    /** The node has no peers ({@code RPC_CLIENT_NOT_CONNECTED}). */
    public static final int NOT_CONNECTED = -9;

    /** The node still downloads the chain ({@code RPC_CLIENT_IN_INITIAL_DOWNLOAD}). */
    public static final int INITIAL_DOWNLOAD = -10;

    /** What was sent is not a block ({@code RPC_DESERIALIZATION_ERROR}). */
    public static final int DECODE_FAILED = -22;

    /** The node is starting ({@code RPC_IN_WARMUP}). */
    public static final int WARM_UP = -28;

    /** The node does not know the method ({@code RPC_METHOD_NOT_FOUND}). */
    public static final int UNKNOWN_METHOD = -32601;

    private final int code;
    private final String nodeMessage;

    /**
     * @param node name of the node, without secrets
     * @param code JSON-RPC error code
     * @param nodeMessage the node's own words
     */
    public RpcException(String node, String method, int code, String nodeMessage) {
        super(describe(node, method, code, nodeMessage));
        this.code = code;
        this.nodeMessage = nodeMessage;
    }

    /** JSON-RPC error code. */
    public int code() {
        return code;
    }

    /** The node's own words. */
    public String nodeMessage() {
        return nodeMessage;
    }

    /** True when the node cannot serve work now but will without anybody changing anything. */
    public boolean isTransient() {
        return code == NOT_CONNECTED || code == INITIAL_DOWNLOAD || code == WARM_UP;
    }

    private static String describe(String node, String method, int code, String message) {
        String said = " (" + method + " says " + code + ": " + message + ")";
        return switch (code) {
            case WARM_UP -> node + " is still starting" + said;
            case NOT_CONNECTED -> node + " has no peers yet, so it gives no work" + said;
            case INITIAL_DOWNLOAD -> node + " still downloads the block chain, so it gives no work" + said;
            default -> node + " refuses " + method + " with error " + code + ": " + message;
        };
    }
}
