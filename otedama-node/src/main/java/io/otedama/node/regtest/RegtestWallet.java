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

    private final WalletLock keys;

    RegtestWallet(ChainState state, WalletLock keys) {
        this.state = state;
        this.keys = keys;
    }

    /** A coin of the wallet that is in the best chain. */
    record Spendable(OutPoint outPoint, Coin coin, int confirmations) {}

    /** Whether its keys may be used. */
    WalletLock keys() {
        return keys;
    }

    String newAddress() {
        return address(state.newKey().outputScript());
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
            if (state.consensus().isMature(coin, next) && !state.mempool().isSpent(outPoint)) {
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
        FoundTransaction mined = state.best().index().find(txid);
        if (mined != null) {
            return mined;
        }
        MempoolEntry waiting = state.mempool().find(txid);
        RegtestTransaction transaction = waiting == null ? sent.get(txid) : waiting.transaction();
        return transaction == null ? null : new FoundTransaction(transaction, null, 0);
    }

    /** Transactions, mined or waiting, that spend an input of this one in its place; those of the best chain first. */
    List<FoundTransaction> conflictsOf(RegtestTransaction transaction) {
        Map<Hash256, FoundTransaction> conflicts = new LinkedHashMap<>();
        for (TxInput input : transaction.inputs()) {
            FoundTransaction mined = state.best().index().spenderOf(input.previous());
            if (mined != null) {
                conflicts.putIfAbsent(mined.transaction().txid(), mined);
            }
        }
        for (TxInput input : transaction.inputs()) {
            MempoolEntry waiting = state.mempool().spenderOf(input.previous());
            if (waiting != null) {
                RegtestTransaction other = waiting.transaction();
                conflicts.putIfAbsent(other.txid(), new FoundTransaction(other, null, 0));
            }
        }
        conflicts.remove(transaction.txid());
        return List.copyOf(conflicts.values());
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
