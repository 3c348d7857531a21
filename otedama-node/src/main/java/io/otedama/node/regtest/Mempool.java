package io.otedama.node.regtest;

import io.otedama.chain.Hash256;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Valid transactions that wait for a block, parents before children. As a {@link CoinView} it shows the coins as they
 * will be once all of them are in a block. Guarded by the chain's lock.
 */
final class Mempool implements CoinView {
    /** Most transactions that wait at a time. */
    static final int MAX_TRANSACTIONS = 5_000;

    /** Standard transactions weigh no more; what is greater is not relayed. */
    static final int MAX_TRANSACTION_WEIGHT = 400_000;

    private final CoinSet coins;
    private final TransactionRules transactionRules;
    private final SpendRules spendRules;
    private final Map<Hash256, MempoolEntry> entries = new LinkedHashMap<>();
    private final Map<OutPoint, Hash256> spenders = new HashMap<>();
    private long sequence;

    Mempool(CoinSet coins, Consensus consensus) {
        this.coins = coins;
        this.transactionRules = new TransactionRules(consensus);
        this.spendRules = new SpendRules(consensus);
    }

    /** Grows with every change. */
    long sequence() {
        return sequence;
    }

    int size() {
        return entries.size();
    }

    Collection<MempoolEntry> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }

    @Nullable
    MempoolEntry find(Hash256 txid) {
        return entries.get(txid);
    }

    /** The waiting transaction that spends an output; null when none does. */
    @Nullable
    MempoolEntry spenderOf(OutPoint outPoint) {
        Hash256 txid = spenders.get(outPoint);
        return txid == null ? null : entries.get(txid);
    }

    boolean isSpent(OutPoint outPoint) {
        return spenders.containsKey(outPoint);
    }

    @Override
    public @Nullable Coin find(OutPoint outPoint) {
        if (spenders.containsKey(outPoint)) {
            return null;
        }
        MempoolEntry parent = entries.get(outPoint.txid());
        if (parent == null) {
            return coins.find(outPoint);
        }
        List<TxOutput> outputs = parent.transaction().outputs();
        if (outPoint.index() < 0 || outPoint.index() >= outputs.size()) {
            return null;
        }
        TxOutput output = outputs.get(outPoint.index());
        return new Coin(output.value(), output.script(), Integer.MAX_VALUE, false);
    }

    /**
     * Takes a transaction for the block after {@code tip}.
     *
     * @throws RejectedException with Bitcoin Core's word when it is not valid there
     */
    void add(RegtestTransaction transaction, ChainEntry tip) throws RejectedException {
        insert(check(transaction, tip));
    }

    /** Judges as {@link #add} does and changes nothing. */
    MempoolEntry check(RegtestTransaction transaction, ChainEntry tip) throws RejectedException {
        transactionRules.check(transaction);
        if (transaction.isCoinbase()) {
            throw RejectedException.invalid("coinbase");
        }
        if (transaction.weight() > MAX_TRANSACTION_WEIGHT) {
            throw RejectedException.invalid("tx-size");
        }
        int height = tip.height() + 1;
        if (!TransactionRules.isFinal(transaction, height, tip.medianTimePast())) {
            throw RejectedException.invalid("non-final");
        }
        if (entries.containsKey(transaction.txid())) {
            throw RejectedException.invalid("txn-already-in-mempool");
        }
        if (transaction.inputs().stream().anyMatch(input -> isSpent(input.previous()))) {
            throw RejectedException.invalid("txn-mempool-conflict");
        }
        long fee = spendRules.checkInputs(transaction, this, height);
        String fault = SpendRules.checkScripts(transaction, this);
        if (!fault.isEmpty()) {
            throw RejectedException.invalid("mempool-script-verify-flag-failed (" + fault + ")");
        }
        if (entries.size() >= MAX_TRANSACTIONS) {
            throw RejectedException.invalid("mempool full");
        }
        return new MempoolEntry(transaction, fee, Scripts.signatureOperationCost(transaction));
    }

    /** After a change of the chain: transactions of blocks that were left come first, then those that waited. */
    void rebuild(List<RegtestTransaction> returned, ChainEntry tip) {
        List<RegtestTransaction> waiting = new ArrayList<>(returned);
        entries.values().forEach(entry -> waiting.add(entry.transaction()));
        entries.clear();
        spenders.clear();
        sequence++;
        waiting.forEach(transaction -> addIfValid(transaction, tip));
    }

    /** As {@link #add}, but nothing happens when it is not valid. */
    void addIfValid(RegtestTransaction transaction, ChainEntry tip) {
        try {
            add(transaction, tip);
        } catch (RejectedException ignored) {
            // mined, or in conflict with what was mined: it no longer waits
        }
    }

    private void insert(MempoolEntry entry) {
        RegtestTransaction transaction = entry.transaction();
        entries.put(transaction.txid(), entry);
        transaction.inputs().forEach(input -> spenders.put(input.previous(), transaction.txid()));
        sequence++;
    }
}
