package io.otedama.payment;

import io.otedama.chain.Hash256;
import io.otedama.error.PoolException;
import io.otedama.ledger.PaymentBook.Payment;
import io.otedama.ledger.PaymentBook.Transaction;
import io.otedama.spi.BroadcastResult;
import io.otedama.spi.BroadcastResult.Outcome;
import io.otedama.spi.PaymentStatusRecord.Status;
import io.otedama.spi.TransactionState;
import io.otedama.spi.TxOutPoint;
import io.otedama.spi.Wallet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out what became of every open payment, and moves it on. A payment is paid when any of its transactions is deep
 * enough; while none is seen, the newest that can still confirm is sent again. The run's thread.
 */
final class PaymentSettlement {
    private final Wallet wallet;
    private final PaymentLedger ledger;
    private final StatusMarks marks;
    private final int confirmations;

    PaymentSettlement(Wallet wallet, PaymentLedger ledger, StatusMarks marks, int confirmations) {
        this.wallet = wallet;
        this.ledger = ledger;
        this.marks = marks;
        this.confirmations = confirmations;
    }

    /**
     * One look at each. Their inputs are locked first, all of them: locks do not outlive the wallet's process.
     *
     * @return what holds new payments, empty when nothing does
     * @throws PoolException when wallet or journal do not answer; nothing is known then, and nothing new may be paid
     */
    Optional<String> settle() {
        List<Payment> open = ledger.open();
        Set<TxOutPoint> inputs = inputs(open);
        if (!inputs.isEmpty()) {
            wallet.lock(List.copyOf(inputs));
        }
        Optional<String> hold = Optional.empty();
        for (Payment payment : open) {
            Optional<String> found = settle(payment);
            hold = hold.isPresent() ? hold : found;
        }
        return hold;
    }

    private Optional<String> settle(Payment payment) {
        List<TransactionState> states = states(payment);
        for (int i = 0; i < states.size(); i++) {
            TransactionState state = states.get(i);
            Hash256 txid = payment.transactions().get(i).txid();
            switch (state.status()) {
                case CONFIRMED -> {
                    boolean deep = state.confirmations() >= confirmations;
                    marks.mark(payment, deep ? Status.CONFIRMED : Status.BROADCAST, state.confirmations(), txid);
                    return Optional.empty();
                }
                case IN_MEMPOOL -> {
                    marks.mark(payment, Status.BROADCAST, 0, txid);
                    return Optional.empty();
                }
                case UNKNOWN, CONFLICTED -> {
                    // perhaps another one of the payment's
                }
            }
        }
        for (int i = states.size() - 1; i >= 0; i--) {
            if (states.get(i).status() == TransactionState.Status.UNKNOWN) {
                return send(payment, payment.transactions().get(i));
            }
        }
        return conflict(payment, states);
    }

    private List<TransactionState> states(Payment payment) {
        return payment.transactions().stream()
                .map(t -> wallet.state(t.txid(), outPoints(t)))
                .toList();
    }

    private Optional<String> send(Payment payment, Transaction transaction) {
        BroadcastResult result = wallet.broadcast(transaction.raw().clone(), transaction.txid());
        if (result.isSuccess()) {
            marks.mark(payment, Status.BROADCAST, 0, transaction.txid());
            return Optional.empty();
        }
        if (result.outcome() == Outcome.CONFLICT) {
            return conflict(payment, states(payment));
        }
        return Optional.of("payment " + payment.id() + ", transaction " + transaction.txid()
                + ", is refused by the node: " + result.reason());
    }

    private Optional<String> conflict(Payment payment, List<TransactionState> states) {
        if (foreign(payment, states).isEmpty() && states.stream().anyMatch(s -> s.conflict() != null)) {
            return Optional.of("payment " + payment.id() + " is between two of its own transactions");
        }
        Transaction newest = payment.transactions().get(payment.transactions().size() - 1);
        marks.mark(payment, Status.CONFLICTED, 0, newest.txid());
        String by = foreign(payment, states).map(t -> " by " + t).orElse("");
        return Optional.of("a coin of payment " + payment.id() + ", transaction " + newest.txid()
                + ", was spent elsewhere" + by + "; find out who has the wallet's keys, then cancel the payment");
    }

    private static Optional<Hash256> foreign(Payment payment, List<TransactionState> states) {
        Set<Hash256> own =
                payment.transactions().stream().map(Transaction::txid).collect(Collectors.toSet());
        return states.stream()
                .map(TransactionState::conflict)
                .filter(Objects::nonNull)
                .filter(t -> !own.contains(t))
                .findFirst();
    }

    /**
     * Gives up a payment that can never confirm: a foreign transaction that spent a coin of each of its transactions is as
     * deep as a payment must be to be final.
     *
     * @throws PoolException when that is not so, or not known
     */
    void cancel(long paymentId) {
        Payment payment = ledger.open().stream()
                .filter(p -> p.id() == paymentId)
                .findFirst()
                .orElseThrow(() -> new PoolException("there is no open payment " + paymentId));
        List<TransactionState> states = states(payment);
        for (int i = 0; i < states.size(); i++) {
            Transaction transaction = payment.transactions().get(i);
            Hash256 rival = states.get(i).conflict();
            boolean hopeless = states.get(i).status() == TransactionState.Status.CONFLICTED
                    && rival != null
                    && payment.transactions().stream().noneMatch(t -> t.txid().equals(rival))
                    && wallet.state(rival, outPoints(transaction)).confirmations() >= confirmations;
            if (!hopeless) {
                throw new PoolException("payment " + paymentId + " cannot be cancelled: its transaction "
                        + transaction.txid() + " may still confirm; wait until what spent its coin is " + confirmations
                        + " deep");
            }
        }
        marks.mark(payment, Status.CANCELLED, 0, payment.transactions().get(0).txid());
        wallet.unlock(List.copyOf(inputs(List.of(payment)))); // those that are still unspent
    }

    /** Every coin that an open payment may spend. */
    static Set<TxOutPoint> inputs(List<Payment> payments) {
        return payments.stream()
                .flatMap(p -> p.transactions().stream())
                .flatMap(t -> outPoints(t).stream())
                .collect(Collectors.toSet());
    }

    private static List<TxOutPoint> outPoints(Transaction transaction) {
        List<TxOutPoint> points = new ArrayList<>();
        transaction.inputs().forEach(i -> points.add(new TxOutPoint(i.txid(), i.index())));
        return points;
    }
}
