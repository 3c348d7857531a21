package io.otedama.payment;

import io.otedama.accounting.Accounting;
import io.otedama.chain.Network;
import io.otedama.error.ErrorHandler;
import io.otedama.error.JournalException;
import io.otedama.error.WalletException;
import io.otedama.internal.NamedThreadFactory;
import io.otedama.ledger.PaymentBook;
import io.otedama.payment.PayoutPlan.Payment;
import io.otedama.pipeline.SharePipeline;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.PaymentIntentRecord;
import io.otedama.spi.PaymentOutput;
import io.otedama.spi.PoolClock;
import io.otedama.spi.PreparedTransaction;
import io.otedama.spi.RecordView;
import io.otedama.spi.TransactionPlan;
import io.otedama.spi.TxOutPoint;
import io.otedama.spi.Wallet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pays what is payable, each amount once, whatever fails or is killed when. One thread of its own; every round first finds out
 * what became of the payments that are open, and only then makes the next one. See the package's drawing.
 */
public final class PayoutRun implements AutoCloseable {
    /** Between two rounds. */
    private static final long ROUND_MS = 1_000;

    private static final long WAIT_MS = 30_000;
    private static final Logger LOG = LoggerFactory.getLogger(PayoutRun.class);

    private final SharePipeline pipeline;
    private final Wallet wallet;
    private final PaymentPolicy policy;
    private final Network network;
    private final PoolClock clock;
    private final ErrorHandler errors;
    private final OpenPayments openPayments;
    private final Thread thread;
    private long lastPaymentMillis;
    private volatile boolean closed;
    private volatile boolean approved;
    private volatile String trouble = "";

    public PayoutRun(
            SharePipeline pipeline,
            Wallet wallet,
            PaymentPolicy policy,
            Network network,
            PoolClock clock,
            ErrorHandler errors) {
        this.pipeline = pipeline;
        this.wallet = wallet;
        this.policy = policy;
        this.network = network;
        this.clock = clock;
        this.errors = errors;
        this.openPayments = new OpenPayments(wallet, policy, clock, this::publish);
        this.thread = new NamedThreadFactory("otedama-payout").newThread(this::loop);
    }

    public void start() {
        thread.start();
    }

    /** Lets one payment go out that waits for approval. Any thread. */
    public void approve() {
        approved = true;
        LockSupport.unpark(thread);
    }

    /** Whom the next transaction would pay. Any thread but the pipeline's. */
    public PayoutPlan plan() {
        return ask(books -> PaymentPlanner.plan(books, policy, network));
    }

    /** Up, or why nothing is paid at the moment. */
    public ComponentHealth health() {
        String now = trouble;
        return now.isEmpty() ? ComponentHealth.up("payout", "paying") : ComponentHealth.degraded("payout", now);
    }

    private void loop() {
        while (!closed) {
            try {
                String held = round();
                trouble = held;
            } catch (WalletException | JournalException | IllegalStateException e) {
                report(e);
            } catch (RuntimeException e) {
                report(e);
                errors.onError("payout", e, false);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ROUND_MS));
        }
    }

    private void report(RuntimeException e) {
        String now = String.valueOf(e.getMessage());
        if (!now.equals(trouble) && !closed) {
            LOG.warn("payments wait: {}", now);
        }
        trouble = now;
    }

    /** Returns why nothing new may be paid, empty when it may. */
    private String round() {
        List<PaymentBook.Payment> open = ask(books -> books.payments().open());
        String held = openPayments.resolve(open);
        if (!held.isEmpty()) {
            return held;
        }
        boolean isDue =
                clock.epochMillis() - lastPaymentMillis >= policy.interval().toMillis();
        if (!isDue || !(policy.automatic() || approved)) {
            return "";
        }
        PayoutPlan plan = plan();
        if (!plan.payments().isEmpty()) {
            pay(plan);
            lastPaymentMillis = clock.epochMillis();
            approved = false;
        }
        return "";
    }

    private void pay(PayoutPlan plan) {
        List<PaymentOutput> outputs = plan.payments().stream()
                .map(p -> new PaymentOutput(p.script(), p.amount()))
                .toList();
        PreparedTransaction made =
                wallet.prepare(new TransactionPlan(outputs, policy.feeRate(), policy.feePayer(), policy.maxFee()));
        long id = ask(books -> books.payments().lastId()) + 1;
        try {
            publish(intent(id, plan.payments(), made));
        } catch (JournalException e) {
            wallet.unlock(made.inputs()); // it is certain that it is not in the journal
            throw e;
        }
        LOG.info("payment {}: {} to {} accounts, txid {}", id, plan.total(), outputs.size(), made.txid());
        PaymentBook.Payment now = ask(books -> books.payments().find(id));
        if (now != null) {
            openPayments.send(now, now.transactions().get(0));
        }
    }

    private RecordView intent(long id, List<Payment> payments, PreparedTransaction made) {
        List<PaymentIntentRecord.Input> inputs = new ArrayList<>();
        for (TxOutPoint input : made.inputs()) {
            inputs.add(new PaymentIntentRecord.Input(input.txid(), input.index()));
        }
        List<PaymentIntentRecord.Output> outputs = new ArrayList<>();
        for (int i = 0; i < payments.size(); i++) {
            Payment payment = payments.get(i);
            outputs.add(new PaymentIntentRecord.Output(
                    payment.account(), payment.amount(), made.outputs().get(i).amount()));
        }
        int length = PaymentIntentRecord.bytes(inputs.size(), outputs.size(), made.raw().length);
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        return new PaymentIntentRecord()
                .encode(bytes, clock.epochMillis(), id, made.txid(), made.fee(), inputs, outputs, made.raw());
    }

    /**
     * Waits until the record is durable.
     *
     * @throws JournalException when it certainly is not
     * @throws IllegalStateException when nobody knows; the next round asks the books
     */
    private void publish(RecordView record) {
        try {
            pipeline.publish(record, null).get(WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JournalException refused) {
                throw refused;
            }
            throw new IllegalStateException("the pipeline has ended", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the pipeline does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private <T extends @Nullable Object> T ask(Function<Accounting, T> question) {
        try {
            return pipeline.query(question).get(WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the pipeline does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Ends the thread; a payment that is on its way goes on at the next start. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(WAIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
