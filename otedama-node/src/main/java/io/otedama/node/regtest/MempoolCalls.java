package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import java.util.Map;

/** The calls that look at waiting transactions and single outputs. Any thread. */
final class MempoolCalls {
    private final RegtestChain chain;

    MempoolCalls(RegtestChain chain) {
        this.chain = chain;
    }

    void register(Map<String, RpcMethod> methods) {
        methods.put("gettxout", this::getTxOut);
        methods.put("testmempoolaccept", this::testAccept);
        methods.put("getmempoolentry", this::getEntry);
        methods.put("gettxspendingprevout", this::getSpenders);
    }

    private JsonNode getTxOut(RpcArguments arguments) {
        OutPoint outPoint = new OutPoint(arguments.hash(0, "txid"), arguments.integer(1, "n"));
        boolean withMempool = arguments.flag(2, "include_mempool", true);
        return chain.read(s -> {
            Coin coin = withMempool ? s.mempool().find(outPoint) : s.coins().find(outPoint);
            if (coin == null) {
                return Json.nothing();
            }
            boolean waits = coin.height() == Integer.MAX_VALUE;
            ObjectNode out = Json.object();
            out.put("bestblock", s.tip().hash().toString());
            out.put("confirmations", waits ? 0 : s.tip().height() - coin.height() + 1);
            out.put("value", Json.coins(coin.value()));
            out.putObject("scriptPubKey").put("hex", Hex.encode(coin.script()));
            out.put("coinbase", coin.coinbase());
            return out;
        });
    }

    private JsonNode testAccept(RpcArguments arguments) {
        JsonNode given = arguments.at(0);
        if (given.size() != 1) {
            throw new RpcError(RpcError.BAD_PARAMETER, "Array must contain exactly one raw transaction");
        }
        RegtestTransaction transaction = new RpcArguments(given).transaction(0);
        return chain.read(s -> {
            ArrayNode out = Json.array();
            ObjectNode one = out.addObject();
            one.put("txid", transaction.txid().toString());
            one.put("wtxid", transaction.wtxid().toString());
            try {
                MempoolEntry entry = s.judge(transaction);
                one.put("allowed", true);
                one.put("vsize", RelayRules.virtualBytes(transaction));
                one.putObject("fees").put("base", Json.coins(entry.fee()));
            } catch (RejectedException e) {
                boolean missing = e.reason().equals("bad-txns-inputs-missingorspent");
                one.put("allowed", false);
                one.put("reject-reason", missing ? "missing-inputs" : e.reason());
            }
            return out;
        });
    }

    private JsonNode getEntry(RpcArguments arguments) {
        Hash256 txid = arguments.hash(0, "txid");
        return chain.read(s -> {
            MempoolEntry entry = s.mempool().find(txid);
            if (entry == null) {
                throw new RpcError(RpcError.UNKNOWN_KEY, "Transaction not in mempool");
            }
            ObjectNode out = Json.object();
            out.put("vsize", RelayRules.virtualBytes(entry.transaction()));
            out.put("weight", entry.transaction().weight());
            out.put("wtxid", entry.transaction().wtxid().toString());
            out.putObject("fees").put("base", Json.coins(entry.fee()));
            return out;
        });
    }

    private JsonNode getSpenders(RpcArguments arguments) {
        JsonNode given = arguments.at(0);
        return chain.read(s -> {
            ArrayNode out = Json.array();
            for (JsonNode one : given) {
                OutPoint outPoint = WalletCalls.outPoint(one);
                MempoolEntry spender = s.mempool().spenderOf(outPoint);
                ObjectNode answer = out.addObject();
                answer.put("txid", outPoint.txid().toString()).put("vout", outPoint.index());
                if (spender != null) {
                    answer.put("spendingtxid", spender.transaction().txid().toString());
                }
            }
            return out;
        });
    }
}
