package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Common sequences of wallet calls. */
final class WalletUser {
    private final RpcCaller rpc;

    WalletUser(RpcCaller rpc) {
        this.rpc = rpc;
    }

    /** A signed transaction that has not been sent, as hex. */
    String sign(String address, String amount) throws IOException {
        ObjectNode outputs = Json.object().put(address, amount);
        String raw = rpc.result(
                        "createrawtransaction", Json.array(), Json.array().add(outputs))
                .textValue();
        String funded = rpc.result("fundrawtransaction", raw).path("hex").textValue();
        return rpc.result("signrawtransactionwithwallet", funded).path("hex").textValue();
    }

    /** Sends and returns the id. */
    String pay(String address, String amount) throws IOException {
        return rpc.result("sendrawtransaction", sign(address, amount)).textValue();
    }

    /** One output as the lock calls name it. */
    static ObjectNode outPoint(JsonNode coin) {
        ObjectNode out = Json.object();
        out.set("txid", coin.path("txid"));
        out.set("vout", coin.path("vout"));
        return out;
    }

    /** Locks all that can be spent. */
    void lockAll() throws IOException {
        ArrayNode all = Json.array();
        rpc.result("listunspent").forEach(coin -> all.add(outPoint(coin)));
        rpc.result("lockunspent", false, all);
    }
}
