package io.otedama.node.regtest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All unspent outputs of the best chain, and which of them are the faucet's and the wallet's, in the order they came.
 * Every change is written down, so that a block can be taken back. Guarded by the chain's lock.
 */
final class CoinSet implements CoinView {
    private final Map<OutPoint, Coin> coins = new HashMap<>();
    private final Map<CoinOwner, Map<OutPoint, Coin>> owned = new EnumMap<>(CoinOwner.class);
    private final Function<byte[], CoinOwner> ownership;

    /**
     * @param ownership whose coin an output script makes
     */
    CoinSet(Function<byte[], CoinOwner> ownership) {
        this.ownership = ownership;
        owned.put(CoinOwner.FAUCET, new LinkedHashMap<>());
        owned.put(CoinOwner.WALLET, new LinkedHashMap<>());
    }

    @Override
    public @Nullable Coin find(OutPoint outPoint) {
        return coins.get(outPoint);
    }

    /** The coins of one owner, oldest first; a view. */
    Map<OutPoint, Coin> ownedBy(CoinOwner owner) {
        return Collections.unmodifiableMap(owned.getOrDefault(owner, Map.of()));
    }

    int size() {
        return coins.size();
    }

    /** Makes a coin out of nothing: how the faucet begins. */
    void mint(OutPoint outPoint, Coin coin) {
        put(outPoint, coin);
    }

    /** Spends the inputs (but a coinbase's) and adds the outputs; writes both to {@code log}. */
    void apply(RegtestTransaction transaction, int height, List<BlockUndo.Change> log) {
        if (!transaction.isCoinbase()) {
            for (TxInput input : transaction.inputs()) {
                spend(input.previous(), log);
            }
        }
        for (int i = 0; i < transaction.outputs().size(); i++) {
            TxOutput output = transaction.outputs().get(i);
            if (!Scripts.isUnspendable(output.script())) {
                OutPoint outPoint = new OutPoint(transaction.txid(), i);
                Coin coin = new Coin(output.value(), output.script(), height, transaction.isCoinbase());
                put(outPoint, coin);
                log.add(new BlockUndo.Change(outPoint, coin, true));
            }
        }
    }

    /** Takes changes back, the last first. */
    void undo(List<BlockUndo.Change> log) {
        List<BlockUndo.Change> backwards = new ArrayList<>(log);
        Collections.reverse(backwards);
        for (BlockUndo.Change change : backwards) {
            if (change.added()) {
                drop(change.outPoint());
            } else {
                put(change.outPoint(), change.coin());
            }
        }
    }

    private void spend(OutPoint outPoint, List<BlockUndo.Change> log) {
        Coin coin = drop(outPoint);
        if (coin == null) {
            throw new IllegalStateException(outPoint + " was checked and is not there");
        }
        log.add(new BlockUndo.Change(outPoint, coin, false));
    }

    private void put(OutPoint outPoint, Coin coin) {
        coins.put(outPoint, coin);
        CoinOwner owner = ownership.apply(coin.script());
        if (owner != CoinOwner.STRANGER) {
            owned.computeIfAbsent(owner, o -> new LinkedHashMap<>()).put(outPoint, coin);
        }
    }

    private @Nullable Coin drop(OutPoint outPoint) {
        owned.values().forEach(ours -> ours.remove(outPoint));
        return coins.remove(outPoint);
    }
}
