package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A template as {@code getblocktemplate} answers it, key by key in Bitcoin Core's order. */
final class TemplateJson {
    private static final int MAX_BLOCK_BYTES = 4_000_000;
    private static final List<String> RULES = List.of("csv", "!segwit", "taproot");
    private static final List<String> MUTABLE = List.of("time", "transactions", "prevblock");

    private TemplateJson() {}

    static ObjectNode of(TemplateSnapshot snapshot) {
        BlockTemplate template = snapshot.template();
        ObjectNode out = Json.object();
        out.set("capabilities", Json.texts(List.of("proposal")));
        out.put("version", template.version());
        out.set("rules", Json.texts(RULES));
        out.set("vbavailable", Json.object());
        out.put("vbrequired", 0);
        out.put("previousblockhash", template.previousBlock().toString());
        out.set("transactions", transactions(snapshot.entries()));
        out.set("coinbaseaux", Json.object());
        out.put("coinbasevalue", template.coinbaseValue());
        out.put("longpollid", snapshot.longPollId());
        out.put("target", template.target().toString());
        out.put("mintime", template.minTime());
        out.set("mutable", Json.texts(MUTABLE));
        out.put("noncerange", "00000000ffffffff");
        out.put("sigoplimit", Consensus.MAX_SIGOP_COST);
        out.put("sizelimit", MAX_BLOCK_BYTES);
        out.put("weightlimit", Consensus.MAX_BLOCK_WEIGHT);
        out.put("curtime", template.curTime());
        out.put("bits", Hex.encode8(template.bits()));
        out.put("height", template.height());
        byte[] commitment = template.witnessCommitment();
        if (commitment != null) {
            out.put("default_witness_commitment", Hex.encode(commitment));
        }
        return out;
    }

    private static JsonNode transactions(List<MempoolEntry> entries) {
        ArrayNode out = Json.array();
        Map<Hash256, Integer> positions = new HashMap<>();
        for (MempoolEntry entry : entries) {
            RegtestTransaction transaction = entry.transaction();
            ObjectNode one = out.addObject();
            one.put("data", Hex.encode(transaction.sharedBytes()));
            one.put("txid", transaction.txid().toString());
            one.put("hash", transaction.wtxid().toString());
            ArrayNode depends = one.putArray("depends");
            transaction.inputs().stream()
                    .map(input -> positions.get(input.previous().txid()))
                    .filter(position -> position != null)
                    .distinct()
                    .forEach(depends::add);
            one.put("fee", entry.fee());
            one.put("sigops", entry.sigopCost());
            one.put("weight", transaction.weight());
            positions.put(transaction.txid(), positions.size() + 1);
        }
        return out;
    }
}
