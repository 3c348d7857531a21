package io.otedama.payment;

import io.otedama.chain.Hash256;
import io.otedama.ledger.PaymentBook;
import io.otedama.ledger.PaymentBook.Transaction;
import io.otedama.spi.BroadcastResult;
import io.otedama.spi.PaymentStatusRecord;
import io.otedama.spi.PaymentStatusRecord.Status;
import io.otedama.spi.PoolClock;
import io.otedama.spi.RecordView;
import io.otedama.spi.TransactionState;
import io.otedama.spi.TxOutPoint;
import io.otedama.spi.Wallet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what became of payments, sends again what no node knows, and records it. The payout thread only. */
final class OpenPayments {
    private static final Logger LOG = LoggerFactory.getLogger(OpenPayments.class);

    private final Wallet wallet;
    private final PaymentPolicy policy;
    private final PoolClock clock;
    private final Consumer<RecordView> journal;

    OpenPayments(Wallet wallet, PaymentPolicy policy, PoolClock clock, Consumer<RecordView> journal) {
        this.wallet = wallet;
        this.policy = policy;
        this.clock = clock;
        this.journal = journal;
    }

    /** Returns why no new payment may be made, empty when it may. */
    String resolve(List<PaymentBook.Payment> open) {
        String held = "";
        for (PaymentBook.Payment payment : open) {
            String trouble = resolve(payment);
            held = held.isEmpty() ? trouble : held;
        }
        return held;
    }

    private String resolve(PaymentBook.Payment payment) {
        Hash256 stranger = null;
        for (Transaction transaction : payment.transactions()) {
            TransactionState state = wallet.state(transaction.txid(), coins(transaction));
            switch (state.status()) {
                case CONFIRMED -> {
                    if (state.confirmations() >= policy.confirmations()) {
                        mark(payment, Status.CONFIRMED, state.confirmations(), transaction.txid());
                    }
                    return "";
                }
                case IN_MEMPOOL -> {
                    if (payment.status() != Status.BROADCAST) {
                        mark(payment, Status.BROADCAST, 0, transaction.txid());
                    }
                    return "";
                }
                case CONFLICTED -> stranger = state.conflict() == null ? Hash256.ZERO : state.conflict();
                case UNKNOWN -> {
                    // sent again below, when no other version of it is known either
                }
            }
        }
        Transaction first = payment.transactions().get(0);
        return stranger == null ? send(payment, first) : conflicted(payment, first, stranger.toString());
    }

    /** Sends the very bytes that are in the journal; harmless when a node knows them. */
    String send(PaymentBook.Payment payment, Transaction transaction) {
        wallet.lock(coins(transaction)); // a node forgets its locks when it restarts
        BroadcastResult result = wallet.broadcast(transaction.raw(), transaction.txid());
        if (result.isSuccess()) {
            if (payment.status() != Status.BROADCAST) {
                mark(payment, Status.BROADCAST, 0, transaction.txid());
            }
            return "";
        }
        if (result.outcome() == BroadcastResult.Outcome.CONFLICT) {
            return conflicted(payment, transaction, result.reason());
        }
        return "payment " + payment.id() + " is refused by the node: " + result.reason();
    }

    private String conflicted(PaymentBook.Payment payment, Transaction transaction, String by) {
        String held = "payment " + payment.id() + " (txid " + transaction.txid()
                + ") cannot confirm, a foreign transaction spends its coins: " + by
                + "; nothing more is paid until that is cleared up";
        if (payment.status() != Status.CONFLICTED) {
            LOG.error("{}", held);
            mark(payment, Status.CONFLICTED, 0, transaction.txid());
        }
        return held;
    }

    private void mark(PaymentBook.Payment payment, Status status, int confirmations, Hash256 txid) {
        ByteBuffer bytes = ByteBuffer.allocate(PaymentStatusRecord.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        journal.accept(new PaymentStatusRecord()
                .encode(bytes, clock.epochMillis(), payment.id(), status, confirmations, txid));
    }

    private static List<TxOutPoint> coins(Transaction transaction) {
        return transaction.inputs().stream()
                .map(i -> new TxOutPoint(i.txid(), i.index()))
                .toList();
    }
}
