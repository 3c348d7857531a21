package io.otedama.node.regtest;

import io.otedama.chain.Hash256;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the transactions of the best chain are, and which of them spent an output. Guarded by the chain's lock. */
final class ChainIndex {
    private final Map<Hash256, FoundTransaction> transactions = new HashMap<>();
    private final Map<OutPoint, Hash256> spenders = new HashMap<>();

    void connected(ChainEntry entry) {
        int index = 0;
        for (RegtestTransaction transaction : entry.requireBlock().transactions()) {
            transactions.put(transaction.txid(), new FoundTransaction(transaction, entry, index++));
            if (!transaction.isCoinbase()) {
                transaction.inputs().forEach(input -> spenders.put(input.previous(), transaction.txid()));
            }
        }
    }

    void disconnected(ChainEntry entry) {
        for (RegtestTransaction transaction : entry.requireBlock().transactions()) {
            transactions.remove(transaction.txid());
            transaction.inputs().forEach(input -> spenders.remove(input.previous()));
        }
    }

    @Nullable
    FoundTransaction find(Hash256 txid) {
        return transactions.get(txid);
    }

    /** The transaction of the best chain that spent an output; null when none did. */
    @Nullable
    FoundTransaction spenderOf(OutPoint outPoint) {
        Hash256 txid = spenders.get(outPoint);
        return txid == null ? null : transactions.get(txid);
    }
}
