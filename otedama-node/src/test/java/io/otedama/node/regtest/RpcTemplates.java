package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.TemplateTransaction;
import java.util.ArrayList;
import java.util.List;

/** Reads a template from JSON alone, as a pool does. */
final class RpcTemplates {
    private RpcTemplates() {}

    static ObjectNode request(String... rules) {
        ObjectNode request = Json.object();
        request.set("rules", Json.texts(List.of(rules)));
        return request;
    }

    static BlockTemplate parse(JsonNode json) {
        List<TemplateTransaction> transactions = new ArrayList<>();
        for (JsonNode one : json.path("transactions")) {
            transactions.add(new TemplateTransaction(
                    Hex.decode(one.path("data").textValue()),
                    Hash256.ofDisplay(one.path("txid").textValue()),
                    Hash256.ofDisplay(one.path("hash").textValue()),
                    one.path("fee").longValue(),
                    one.path("weight").longValue()));
        }
        return BlockTemplate.builder()
                .version(json.path("version").intValue())
                .previousBlock(Hash256.ofDisplay(json.path("previousblockhash").textValue()))
                .height(json.path("height").intValue())
                .bits(Integer.parseUnsignedInt(json.path("bits").textValue(), 16))
                .minTime(json.path("mintime").longValue())
                .curTime(json.path("curtime").longValue())
                .coinbaseValue(json.path("coinbasevalue").longValue())
                .transactions(transactions)
                .witnessCommitment(
                        Hex.decode(json.path("default_witness_commitment").textValue()))
                .build();
    }
}
