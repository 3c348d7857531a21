package io.otedama.spi;

import io.otedama.chain.Hash256;
import java.util.List;

/**
 * The wallet that pays miners. The order that cannot pay twice, whatever dies when:
 *
 * <pre>
 *   prepare  -> the caller writes raw, txid and inputs down durably
 *            -> broadcast -> state, until it is deep enough
 *   after a restart, of either side: lock the inputs of whatever is not settled; then state, then broadcast again
 * </pre>
 *
 * <p>All calls block up to the adapter's time-out; one thread at a time. All amounts are base units. Every method throws
 * {@link io.otedama.error.WalletException}; with reason {@code UNREACHABLE} the outcome is not known, and asking again
 * is always safe; with {@code NOT_ASKED} it is certain that nothing was sent.
 */
public interface Wallet {
    /** What could be spent now: confirmed, mature, not locked. */
    long spendable();

    /**
     * Keeps other transactions from spending these coins. Locked ones stay locked, and spent ones are passed over: they
     * cannot be spent again. Locks need not outlive a restart of the wallet.
     */
    void lock(List<TxOutPoint> inputs);

    /** Frees these coins; what is not locked is passed over. */
    void unlock(List<TxOutPoint> inputs);

    /**
     * Selects coins, builds and signs. Sends nothing. The inputs are locked on return; when it throws, they are not.
     *
     * @throws io.otedama.error.WalletException {@code INSUFFICIENT_FUNDS}, {@code LOCKED}, {@code UNREACHABLE}, or {@code
     *     REFUSED} when the fee is above the plan's, an output is too small for the node (after its part of the fee), or anything is not as
     *     planned
     */
    PreparedTransaction prepare(TransactionPlan plan);

    /**
     * Sends a transaction. May be repeated as often as one likes: a transaction that waits or is in a block already is a
     * success.
     *
     * @param raw full serialisation, as prepared; not modified, not kept
     * @param txid its id
     * @throws IllegalArgumentException when {@code raw} is not the transaction {@code txid}
     */
    BroadcastResult broadcast(byte[] raw, Hash256 txid);

    /**
     * What became of a transaction.
     *
     * @param inputs what it spends, by which a conflict is seen even when the wallet never heard of the transaction
     */
    TransactionState state(Hash256 txid, List<TxOutPoint> inputs);

    /** How the way to it is. Any thread; asks nobody and never blocks. */
    default ComponentHealth health() {
        return ComponentHealth.up("wallet", "asked when a payment is due");
    }
}
