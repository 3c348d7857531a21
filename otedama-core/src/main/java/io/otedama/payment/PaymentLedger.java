package io.otedama.payment;

import io.otedama.accounting.Accounting;
import io.otedama.error.JournalException;
import io.otedama.error.PoolException;
import io.otedama.ledger.AccountTable;
import io.otedama.ledger.Bucket;
import io.otedama.ledger.PaymentBook.Payment;
import io.otedama.payment.PaymentPlanner.Owed;
import io.otedama.payment.PayoutPlan.Batch;
import io.otedama.pipeline.SharePipeline;
import io.otedama.spi.RecordView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The books as payments see them. Questions and records go through the ring in the order in which they are put: who asks
 * after a record sees what became of it. Any thread; waits.
 */
final class PaymentLedger {
    /** How long the pipeline may take. */
    static final long WAIT_MS = 10_000;

    private final SharePipeline pipeline;
    private final long waitMs;

    PaymentLedger(SharePipeline pipeline, long waitMs) {
        this.pipeline = pipeline;
        this.waitMs = waitMs;
    }

    /** Whether a record is in the journal. */
    enum Kept {
        DURABLE,
        /** It is not and never will be. */
        REFUSED,
        /** It may be: ask the books. */
        UNKNOWN
    }

    Kept publish(RecordView record) {
        try {
            pipeline.publish(record, null).get(waitMs, TimeUnit.MILLISECONDS);
            return Kept.DURABLE;
        } catch (ExecutionException e) {
            return e.getCause() instanceof JournalException ? Kept.REFUSED : Kept.UNKNOWN;
        } catch (TimeoutException e) {
            return Kept.UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Kept.UNKNOWN;
        }
    }

    List<Payment> open() {
        return ask(books -> books.payments().open());
    }

    long lastPaymentId() {
        return ask(books -> books.payments().lastId());
    }

    /** When the last payment was decided, milliseconds since 1970; 0 when there was none. */
    long lastPaymentMillis() {
        return ask(books -> books.payments().lastMillis());
    }

    /** Miners who are owed something, in the order of their accounts. */
    List<Owed> owed() {
        return ask(books -> {
            List<Owed> owed = new ArrayList<>();
            for (int account = AccountTable.FIRST_MINER;
                    account < books.accounts().size();
                    account++) {
                long payable = books.ledger().balance(account, Bucket.PAYABLE);
                if (payable > 0) {
                    owed.add(new Owed(account, books.accounts().name(account), payable));
                }
            }
            return owed;
        });
    }

    /** True when every payee still is owed what the batch would pay. */
    boolean stillOwes(Batch batch) {
        return ask(books -> batch.payees().stream()
                .allMatch(p -> books.ledger().balance(p.account(), Bucket.PAYABLE)
                        >= p.output().amount()));
    }

    /**
     * @throws PoolException when there is no answer
     */
    private <T> T ask(Function<Accounting, T> question) {
        try {
            return pipeline.query(question).get(waitMs, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new PoolException("the books do not answer; the pipeline is overloaded or has stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PoolException("interrupted while asking the books", e);
        }
    }
}
