package io.otedama.node.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Hash256;
import io.otedama.spi.TransactionState;
import io.otedama.spi.TxOutPoint;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where a transaction is.
 *
 * <pre>
 *   wallet: in a block?  ->  CONFIRMED
 *   memory pool has it?  ->  IN_MEMPOOL
 *   an input is spent?   ->  CONFLICTED     unless it went into a block while we looked
 *   else                     UNKNOWN
 * </pre>
 */
final class TransactionTracker {
    private final WalletRpc rpc;

    TransactionTracker(WalletRpc rpc) {
        this.rpc = rpc;
    }

    TransactionState find(Hash256 txid, List<TxOutPoint> inputs) {
        TransactionState before = inBlock(rpc.find(txid));
        if (before != null) {
            return before;
        }
        if (rpc.isInMempool(txid)) {
            return TransactionState.IN_MEMPOOL;
        }
        if (inputs.stream().noneMatch(rpc::isSpent)) {
            return TransactionState.UNKNOWN;
        }
        Optional<JsonNode> again = rpc.find(txid);
        TransactionState after = inBlock(again);
        if (after != null) {
            return after;
        }
        return rpc.isInMempool(txid)
                ? TransactionState.IN_MEMPOOL
                : TransactionState.conflicted(rival(txid, again, inputs));
    }

    /** Null unless the wallet says that it is in a block of the best chain. */
    private @Nullable TransactionState inBlock(Optional<JsonNode> known) {
        if (known.isEmpty() || known.get().path("confirmations").asInt(0) < 1) {
            return null;
        }
        JsonNode transaction = known.get();
        Hash256 block = rpc.hash("gettransaction", transaction.path("blockhash"));
        int height = transaction.path("blockheight").asInt(-1);
        return TransactionState.confirmed(
                transaction.path("confirmations").asInt(), block, height >= 0 ? height : rpc.height(block));
    }

    /** Who spent the input: among those that the wallet names, or the latest that it knows. The coins are its own. */
    private @Nullable Hash256 rival(Hash256 txid, Optional<JsonNode> known, List<TxOutPoint> inputs) {
        if (known.isPresent()) {
            for (JsonNode conflict : known.get().path("walletconflicts")) {
                Hash256 other = rpc.hash("gettransaction", conflict);
                if (isAlive(other)) {
                    return other;
                }
            }
        }
        List<Hash256> recent = rpc.recent();
        for (int i = recent.size() - 1; i >= 0; i--) {
            Hash256 other = recent.get(i);
            if (!other.equals(txid) && spendsAny(other, inputs) && isAlive(other)) {
                return other;
            }
        }
        return null;
    }

    private boolean isAlive(Hash256 txid) {
        return inBlock(rpc.find(txid)) != null || rpc.isInMempool(txid);
    }

    private boolean spendsAny(Hash256 txid, List<TxOutPoint> inputs) {
        Optional<JsonNode> known = rpc.find(txid);
        if (known.isEmpty()) {
            return false;
        }
        try {
            RawTransaction transaction =
                    RawTransaction.parse(rpc.bytes("gettransaction", known.get().path("hex")));
            return transaction.inputs().stream().anyMatch(inputs::contains);
        } catch (IllegalArgumentException e) {
            return false; // with parts outside the base chain, or outputs of 0: none of ours
        }
    }
}
