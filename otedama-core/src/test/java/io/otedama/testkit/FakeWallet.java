package io.otedama.testkit;

import io.otedama.chain.Hash256;
import io.otedama.chain.Sha256d;
import io.otedama.error.WalletException;
import io.otedama.error.WalletException.Reason;
import io.otedama.spi.BroadcastResult;
import io.otedama.spi.BroadcastResult.Outcome;
import io.otedama.spi.FeeRate;
import io.otedama.spi.PaymentOutput;
import io.otedama.spi.PreparedTransaction;
import io.otedama.spi.TransactionPlan;
import io.otedama.spi.TransactionPlan.FeePayer;
import io.otedama.spi.TransactionState;
import io.otedama.spi.TxOutPoint;
import io.otedama.spi.Wallet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A wallet with a chain of its own in memory. Calls of the port are counted from 1 over its life; what the two hooks throw
 * happens before a call has an effect, or after it instead of the answer.
 */
public final class FakeWallet implements Wallet {
    /** Smaller outputs are refused. */
    public static final long DUST = 546;

    private static final byte[] CHANGE = {0x51};

    private final Map<TxOutPoint, Long> coins = new LinkedHashMap<>();
    private final Map<TxOutPoint, Hash256> spentBy = new HashMap<>();
    private final Map<Hash256, FakeTransaction> known = new LinkedHashMap<>();
    private final Map<Hash256, Integer> heights = new HashMap<>();
    private final Set<Hash256> waiting = new HashSet<>();
    private final Set<TxOutPoint> locked = new HashSet<>();
    private int height;
    private long calls;
    private int salt;

    /** Told the number of each call before it has an effect. */
    public LongConsumer before = n -> {};

    /** Told the number of each call after it had its effect. */
    public LongConsumer after = n -> {};

    /** What the node says to new transactions instead of taking them; null: it takes them. */
    public @Nullable String refusal;

    public FakeWallet() {}

    /** For the hooks: no answer came. */
    public static WalletException unreachable(long call) {
        return new WalletException(Reason.UNREACHABLE, "call " + call + " stays without an answer as told");
    }

    /** A confirmed coin of the wallet. */
    public synchronized void fund(long amount) {
        coins.put(new TxOutPoint(Sha256d.of(new byte[] {(byte) ++salt, (byte) (salt >> 8)}), 0), amount);
    }

    public synchronized long calls() {
        return calls;
    }

    /** Confirms what waits, then buries it. */
    public synchronized void mine(int blocks) {
        waiting.forEach(txid -> heights.put(txid, height + 1));
        waiting.stream().map(known::get).forEach(t -> t.change(CHANGE).forEach(coins::put));
        waiting.clear();
        height += blocks;
    }

    /** The process behind the wallet comes again: no locks, and nothing waits any more. */
    public synchronized void restart() {
        locked.clear();
        waiting.forEach(txid -> known.get(txid).inputs().forEach(spentBy::remove));
        waiting.clear();
    }

    /** Spends coins to nobody. */
    public synchronized Hash256 spendElsewhere(List<TxOutPoint> inputs) {
        FakeTransaction rival = FakeTransaction.of(inputs, List.of(new PaymentOutput(CHANGE, ++salt)));
        take(rival);
        return rival.txid();
    }

    /** What a script got, waiting transactions included. */
    public synchronized long received(byte[] script) {
        PaymentOutput same = new PaymentOutput(script, 1);
        return known.keySet().stream()
                .filter(this::isAlive)
                .flatMap(txid -> known.get(txid).outputs().stream())
                .filter(o -> new PaymentOutput(o.script(), 1).equals(same))
                .mapToLong(PaymentOutput::amount)
                .sum();
    }

    /** Transactions that wait or are in a block. */
    public synchronized List<FakeTransaction> transactions() {
        return known.keySet().stream().filter(this::isAlive).map(known::get).toList();
    }

    private boolean isAlive(Hash256 txid) {
        return waiting.contains(txid) || heights.containsKey(txid);
    }

    @Override
    public synchronized long spendable() {
        long call = begin();
        long sum = free().stream().mapToLong(coins::get).sum();
        after.accept(call);
        return sum;
    }

    private List<TxOutPoint> free() {
        return coins.keySet().stream()
                .filter(c -> !locked.contains(c) && !spentBy.containsKey(c))
                .toList();
    }

    private long begin() {
        before.accept(++calls);
        return calls;
    }

    @Override
    public synchronized void lock(List<TxOutPoint> inputs) {
        long call = begin();
        locked.addAll(inputs);
        after.accept(call);
    }

    @Override
    public synchronized void unlock(List<TxOutPoint> inputs) {
        long call = begin();
        inputs.forEach(locked::remove);
        after.accept(call);
    }

    @Override
    public synchronized PreparedTransaction prepare(TransactionPlan plan) {
        long call = begin();
        List<TxOutPoint> inputs = new ArrayList<>();
        long in = 0;
        long fee = 0;
        for (TxOutPoint coin : free()) {
            inputs.add(coin);
            in += coins.get(coin);
            fee = fee(plan, weight(plan, inputs.size()));
            if (in >= need(plan, fee)) {
                PreparedTransaction made = make(plan, inputs, in, fee);
                locked.addAll(inputs);
                after.accept(call);
                return made;
            }
        }
        throw new WalletException(Reason.INSUFFICIENT_FUNDS, "there are " + in + ", needed are " + need(plan, fee));
    }

    private static long need(TransactionPlan plan, long fee) {
        return plan.feePayer() == FeePayer.WALLET ? plan.total() + fee : plan.total();
    }

    private static int weight(TransactionPlan plan, int inputs) {
        int outputs =
                plan.outputs().stream().mapToInt(o -> 9 + o.script().length).sum();
        return 4 * (20 + outputs + 31) + inputs * 272;
    }

    private static long fee(TransactionPlan plan, int weight) {
        FeeRate rate = plan.feeRate();
        return (weight / 4 + 1) * rate.unitsPerKilobyte() / 1000 + 1;
    }

    private PreparedTransaction make(TransactionPlan plan, List<TxOutPoint> inputs, long in, long fee) {
        if (fee > plan.maxFee()) {
            throw new WalletException(Reason.REFUSED, "costs " + fee + ", more than the " + plan.maxFee() + " allowed");
        }
        List<PaymentOutput> outputs = plan.feePayer() == FeePayer.WALLET ? plan.outputs() : afterFee(plan, fee);
        if (outputs.stream().anyMatch(o -> o.amount() < DUST)) {
            throw new WalletException(Reason.REFUSED, "an output is dust");
        }
        long change = in - need(plan, fee);
        List<PaymentOutput> all = new ArrayList<>(outputs);
        if (change > 0) {
            all.add(new PaymentOutput(CHANGE, change));
        }
        FakeTransaction t = FakeTransaction.of(inputs, all);
        return new PreparedTransaction(t.txid(), t.raw(), inputs, outputs, change, fee, weight(plan, inputs.size()));
    }

    private static List<PaymentOutput> afterFee(TransactionPlan plan, long fee) {
        try {
            return plan.afterFee(fee);
        } catch (IllegalArgumentException e) {
            throw new WalletException(Reason.REFUSED, "an output would get nothing", e);
        }
    }

    @Override
    public synchronized BroadcastResult broadcast(byte[] raw, Hash256 txid) {
        FakeTransaction transaction = FakeTransaction.parse(raw);
        if (!transaction.txid().equals(txid)) {
            throw new IllegalArgumentException("the bytes are not " + txid);
        }
        long call = begin();
        BroadcastResult result = send(transaction);
        after.accept(call);
        return result;
    }

    private BroadcastResult send(FakeTransaction t) {
        if (isAlive(t.txid())) {
            return BroadcastResult.KNOWN;
        }
        if (t.inputs().stream().anyMatch(spentBy::containsKey)) {
            return new BroadcastResult(Outcome.CONFLICT, "an input is spent");
        }
        if (refusal != null) {
            return new BroadcastResult(Outcome.REJECTED, refusal);
        }
        take(t);
        return BroadcastResult.ACCEPTED;
    }

    private void take(FakeTransaction t) {
        known.put(t.txid(), t);
        waiting.add(t.txid());
        t.inputs().forEach(i -> spentBy.put(i, t.txid()));
    }

    @Override
    public synchronized TransactionState state(Hash256 txid, List<TxOutPoint> inputs) {
        long call = begin();
        TransactionState state = find(txid, inputs);
        after.accept(call);
        return state;
    }

    private TransactionState find(Hash256 txid, List<TxOutPoint> inputs) {
        Integer at = heights.get(txid);
        if (at != null) {
            return TransactionState.confirmed(height - at + 1, Sha256d.of(new byte[] {at.byteValue()}), at);
        }
        if (waiting.contains(txid)) {
            return TransactionState.IN_MEMPOOL;
        }
        return inputs.stream()
                .filter(spentBy::containsKey)
                .findFirst()
                .map(i -> TransactionState.conflicted(spentBy.get(i)))
                .orElse(TransactionState.UNKNOWN);
    }
}
