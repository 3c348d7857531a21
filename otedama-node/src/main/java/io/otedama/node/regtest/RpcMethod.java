package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.JsonNode;

/** One JSON-RPC method. Called on a server thread; takes the chain's lock itself. */
@FunctionalInterface
interface RpcMethod {
    /**
     * @throws RpcError when the call fails
     * @throws InterruptedException when the server closes while the call waits
     */
    JsonNode call(RpcArguments arguments) throws InterruptedException;
}
