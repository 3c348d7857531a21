package io.otedama.node.regtest;

import io.otedama.chain.Hash256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one wallet of the chain: hash locks instead of keys, coins straight from the chain's set. What it locked is
 * forgotten when the chain goes, as a daemon forgets it at a restart. Guarded by the chain's lock.
 */
final class RegtestWallet {
    /** Outputs that can be locked at a time, and transactions of its own that it remembers. */
    static final int MAX_REMEMBERED = 10_000;

    private final ChainState state;
    private final Set<OutPoint> locked = new LinkedHashSet<>();
    private final Map<Hash256, RegtestTransaction> sent = new LinkedHashMap<>();

    RegtestWallet(ChainState state) {
        this.state = state;
    }

    /** A coin of the wallet that is in the best chain. */
    record Spendable(OutPoint outPoint, Coin coin, int confirmations) {}

    String newAddress() {
        return address(state.walletLocks().next().outputScript());
    }

    /** Empty when the script is no witness program. */
    String address(byte[] script) {
        return SegwitAddress.of(script, state.consensus().network().bech32Prefix());
    }

    boolean owns(byte[] script) {
        return state.walletLocks().find(script) != null;
    }

    /** The witness that opens an output of ours; null for an output of somebody else. */
    @Nullable
    List<byte[]> witnessFor(byte[] outputScript) {
        HashLock lock = state.walletLocks().find(outputScript);
        return lock == null ? null : lock.witness();
    }

    /** Mature coins that no waiting transaction spends, locked ones included. */
    List<Spendable> coins() {
        int next = state.tip().height() + 1;
        List<Spendable> coins = new ArrayList<>();
        state.coins().ownedBy(CoinOwner.WALLET).forEach((outPoint, coin) -> {
            if (coin.isMatureAt(next) && !state.mempool().isSpent(outPoint)) {
                coins.add(new Spendable(outPoint, coin, next - coin.height()));
            }
        });
        return coins;
    }

    /** {@link #coins()} without the locked ones. */
    List<Spendable> unlocked() {
        return coins().stream()
                .filter(coin -> !locked.contains(coin.outPoint()))
                .toList();
    }

    Set<OutPoint> locked() {
        return Collections.unmodifiableSet(locked);
    }

    /**
     * @throws RpcError when too much is locked
     */
    void lock(OutPoint outPoint) {
        if (locked.size() >= MAX_REMEMBERED) {
            throw new RpcError(RpcError.WALLET, "the wallet has locked " + MAX_REMEMBERED + " outputs already");
        }
        locked.add(outPoint);
    }

    void unlock(OutPoint outPoint) {
        locked.remove(outPoint);
    }

    void unlockAll() {
        locked.clear();
    }

    /** Keeps a transaction that was sent, so that it is known even after a reorganisation has dropped it. */
    void remember(RegtestTransaction transaction) {
        sent.put(transaction.txid(), transaction);
        if (sent.size() > MAX_REMEMBERED) {
            sent.remove(sent.keySet().iterator().next());
        }
        transaction.inputs().forEach(input -> locked.remove(input.previous()));
    }

    /** A transaction in the best chain, waiting, or sent by us; null when there is none. */
    @Nullable
    FoundTransaction find(Hash256 txid) {
        for (ChainEntry entry = state.tip(); entry != null; entry = entry.parent()) {
            List<RegtestTransaction> all = entry.requireBlock().transactions();
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).txid().equals(txid)) {
                    return new FoundTransaction(all.get(i), entry, i);
                }
            }
        }
        MempoolEntry waiting = state.mempool().find(txid);
        RegtestTransaction transaction = waiting == null ? sent.get(txid) : waiting.transaction();
        return transaction == null ? null : new FoundTransaction(transaction, null, 0);
    }

    /** The output an input spends, wherever it is; null when it is not found. */
    @Nullable
    TxOutput spentBy(TxInput input) {
        FoundTransaction parent = find(input.previous().txid());
        int index = input.previous().index();
        if (parent == null
                || index < 0
                || index >= parent.transaction().outputs().size()) {
            return null;
        }
        return parent.transaction().outputs().get(index);
    }
}
