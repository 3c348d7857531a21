package io.otedama.payment;

import io.otedama.error.PoolException;
import io.otedama.ledger.PaymentBook.Payment;
import io.otedama.payment.PaymentLedger.Kept;
import io.otedama.payment.PayoutPlan.Batch;
import io.otedama.spi.BroadcastResult;
import io.otedama.spi.PaymentIntentRecord;
import io.otedama.spi.PaymentIntentRecord.Input;
import io.otedama.spi.PaymentIntentRecord.Output;
import io.otedama.spi.PaymentOutput;
import io.otedama.spi.PaymentStatusRecord.Status;
import io.otedama.spi.PoolClock;
import io.otedama.spi.PreparedTransaction;
import io.otedama.spi.RecordView;
import io.otedama.spi.TransactionPlan;
import io.otedama.spi.TxOutPoint;
import io.otedama.spi.Wallet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes new payments, one transaction per batch, each durable before it is sent. The run's thread, and only while no open
 * payment is in doubt.
 */
final class PaymentMaker {
    /** Payments that may be open at once: the books hold the transactions of all of them. */
    static final int MAX_OPEN = 64;

    private final Wallet wallet;
    private final PaymentLedger ledger;
    private final StatusMarks marks;
    private final PaymentPolicy policy;
    private final PoolClock clock;
    private @Nullable Doubt doubt;

    PaymentMaker(Wallet wallet, PaymentLedger ledger, StatusMarks marks, PaymentPolicy policy, PoolClock clock) {
        this.wallet = wallet;
        this.ledger = ledger;
        this.marks = marks;
        this.policy = policy;
        this.clock = clock;
    }

    /** An intent of which nobody knew whether the journal has it. */
    private record Doubt(long paymentId, List<TxOutPoint> inputs) {}

    /**
     * The books know by now what became of an intent without an answer: they are asked through the same ring.
     *
     * @throws PoolException when they do not answer; it stays in doubt
     */
    void resolveDoubt() {
        Doubt open = doubt;
        if (open == null) {
            return;
        }
        if (ledger.lastPaymentId() < open.paymentId) {
            wallet.unlock(open.inputs);
        }
        doubt = null;
    }

    /**
     * Pays batch by batch.
     *
     * @throws PoolException when wallet or journal fail: says what is not paid. What was begun is finished by the settlement
     */
    void pay(PayoutPlan plan) {
        Deque<Batch> waiting = new ArrayDeque<>(plan.batches());
        for (Batch batch = waiting.poll(); batch != null; batch = waiting.poll()) {
            List<Payment> open = ledger.open();
            if (open.size() >= MAX_OPEN) {
                throw new PoolException(
                        open.size() + " payments wait for the chain; more are made when some are final");
            }
            PreparedTransaction transaction = wallet.prepare(plan(batch));
            if (isTooLarge(transaction) && batch.payees().size() > 1) {
                wallet.unlock(transaction.inputs());
                List<Batch> halves = batch.halves();
                waiting.addFirst(halves.get(1));
                waiting.addFirst(halves.get(0));
            } else {
                pay(batch, transaction, PaymentSettlement.inputs(open));
            }
        }
    }

    private TransactionPlan plan(Batch batch) {
        List<PaymentOutput> outputs =
                batch.payees().stream().map(PayoutPlan.Payee::output).toList();
        return new TransactionPlan(outputs, policy.feeRate(), policy.feePayer(), policy.maxFee());
    }

    private static boolean isTooLarge(PreparedTransaction t) {
        return t.weight() > PaymentPlanner.MAX_WEIGHT || recordBytes(t) > RecordView.MAX_BYTES;
    }

    private static int recordBytes(PreparedTransaction t) {
        return PaymentIntentRecord.bytes(t.inputs().size(), t.outputs().size(), t.raw().length);
    }

    private void pay(Batch batch, PreparedTransaction transaction, Set<TxOutPoint> taken) {
        checkCoins(transaction, taken);
        check(batch, transaction);
        long id = ledger.lastPaymentId() + 1;
        if (!ledger.stillOwes(batch)) {
            wallet.unlock(transaction.inputs());
            throw new PoolException("balances changed while a payment was prepared; it is planned again");
        }
        doubt = new Doubt(id, transaction.inputs());
        Kept kept = ledger.publish(intent(id, batch, transaction));
        if (kept == Kept.UNKNOWN) {
            throw new PoolException("the journal did not say whether it has payment " + id + "; its coins stay locked");
        }
        doubt = null;
        if (kept == Kept.REFUSED) {
            wallet.unlock(transaction.inputs());
            throw new PoolException("the journal does not take payment " + id + "; nothing was sent");
        }
        BroadcastResult result = wallet.broadcast(transaction.raw().clone(), transaction.txid());
        if (!result.isSuccess()) {
            throw new PoolException("payment " + id + ", transaction " + transaction.txid() + ": " + result.outcome()
                    + ", " + result.reason());
        }
        marks.mark(id, Status.BROADCAST, 0, transaction.txid());
    }

    /** A wallet that lost its locks after the settlement must not spend a coin of a payment that is under way. */
    private void checkCoins(PreparedTransaction transaction, Set<TxOutPoint> taken) {
        List<TxOutPoint> own =
                transaction.inputs().stream().filter(i -> !taken.contains(i)).toList();
        if (own.size() < transaction.inputs().size()) {
            wallet.unlock(own);
            throw new PoolException(
                    "the wallet forgot its locks and chose coins of a payment under way; they are locked again");
        }
    }

    /** The wallet is asked to pay exactly this; that it does is looked at before it can cost anything. */
    private void check(Batch batch, PreparedTransaction t) {
        List<PaymentOutput> planned = plan(batch).outputs();
        boolean same = t.outputs().size() == planned.size() && t.fee() <= policy.maxFee();
        for (int i = 0; same && i < planned.size(); i++) {
            PaymentOutput owed = new PaymentOutput(
                    planned.get(i).script(), t.outputs().get(i).amount());
            same = owed.equals(t.outputs().get(i))
                    && owed.amount() <= planned.get(i).amount();
        }
        if (!same || isTooLarge(t)) {
            wallet.unlock(t.inputs());
            throw new PoolException("the wallet made " + t + ", which is not what was planned or is too large");
        }
    }

    private PaymentIntentRecord intent(long id, Batch batch, PreparedTransaction t) {
        List<Input> inputs =
                t.inputs().stream().map(i -> new Input(i.txid(), i.index())).toList();
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < batch.payees().size(); i++) {
            PayoutPlan.Payee payee = batch.payees().get(i);
            outputs.add(new Output(
                    payee.account(), payee.output().amount(), t.outputs().get(i).amount()));
        }
        ByteBuffer bytes = ByteBuffer.allocate(recordBytes(t)).order(ByteOrder.LITTLE_ENDIAN);
        return new PaymentIntentRecord()
                .encode(bytes, clock.epochMillis(), id, t.txid(), t.fee(), inputs, outputs, t.raw());
    }
}
