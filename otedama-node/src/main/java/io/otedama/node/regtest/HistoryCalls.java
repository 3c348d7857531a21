package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What the wallet has sent and received, one entry per output. Any thread. */
final class HistoryCalls {
    /** Blocks that are looked at, from the tip down. */
    static final int MAX_BLOCKS = 2_000;

    private static final int DEFAULT_COUNT = 10;

    private final RegtestChain chain;

    HistoryCalls(RegtestChain chain) {
        this.chain = chain;
    }

    void register(Map<String, RpcMethod> methods) {
        methods.put("listtransactions", this::list);
    }

    private JsonNode list(RpcArguments arguments) {
        int count = arguments.integer(1, "count", DEFAULT_COUNT);
        int skip = arguments.integer(2, "skip", 0);
        if (count < 0 || skip < 0) {
            throw new RpcError(RpcError.BAD_PARAMETER, count < 0 ? "Negative count" : "Negative from");
        }
        return chain.read(s -> {
            List<ObjectNode> newestFirst = collect(s, (long) count + skip);
            List<ObjectNode> page =
                    new ArrayList<>(newestFirst.stream().skip(skip).limit(count).toList());
            Collections.reverse(page);
            return Json.array().addAll(page);
        });
    }

    private static List<ObjectNode> collect(ChainState s, long wanted) {
        List<ObjectNode> entries = new ArrayList<>();
        List<MempoolEntry> waiting = List.copyOf(s.mempool().entries());
        for (int i = waiting.size() - 1; i >= 0; i--) {
            add(entries, s, new FoundTransaction(waiting.get(i).transaction(), null, 0));
        }
        ChainEntry block = s.tip();
        for (int depth = 0; block != null && depth < MAX_BLOCKS && entries.size() < wanted; depth++) {
            List<RegtestTransaction> all = block.requireBlock().transactions();
            for (int i = all.size() - 1; i >= 0; i--) {
                add(entries, s, new FoundTransaction(all.get(i), block, i));
            }
            block = block.parent();
        }
        return entries;
    }

    /** As a sender: what others get. As a receiver: what we get. The last output first. */
    private static void add(List<ObjectNode> entries, ChainState s, FoundTransaction found) {
        RegtestTransaction transaction = found.transaction();
        boolean sent = !transaction.isCoinbase()
                && transaction.inputs().stream()
                        .map(s.wallet()::spentBy)
                        .anyMatch(output -> output != null && s.wallet().owns(output.script()));
        for (int i = transaction.outputs().size() - 1; i >= 0; i--) {
            TxOutput output = transaction.outputs().get(i);
            if (s.wallet().owns(output.script()) == sent) {
                continue;
            }
            ObjectNode one = Json.object();
            one.put("address", s.wallet().address(output.script()));
            one.put("category", sent ? "send" : transaction.isCoinbase() ? "generate" : "receive");
            one.put("amount", Json.coins(sent ? -output.value() : output.value()));
            one.put("vout", i);
            WalletCalls.addPlace(one, s, found);
            one.put("txid", transaction.txid().toString());
            entries.add(one);
        }
    }
}
