package io.otedama;

import io.otedama.accounting.Accounting;
import io.otedama.chain.Hash256;
import io.otedama.ledger.PaymentBook.Payment;
import io.otedama.ledger.PaymentBook.Transaction;
import io.otedama.spi.PaymentIntentRecord;
import io.otedama.spi.PaymentStatusRecord;
import io.otedama.spi.RecordType;
import io.otedama.spi.RecordView;
import io.otedama.spi.StoredPayment;
import io.otedama.spi.StoredPayment.Output;
import io.otedama.spi.StoredPayment.Status;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Rows of payments. One thread. */
final class PaymentRows {
    private final Accounting books;
    private final PaymentIntentRecord intent = new PaymentIntentRecord();
    private final PaymentStatusRecord status = new PaymentStatusRecord();
    private final Map<Long, StoredPayment> rows = new TreeMap<>();

    PaymentRows(Accounting books) {
        this.books = books;
    }

    /** Gives a payment record to the books and notes what came of it. */
    void apply(RecordView record) {
        if (record.type() == RecordType.PAYMENT_INTENT) {
            books.apply(record);
            intent.wrap(record);
            Payment payment =
                    Objects.requireNonNull(books.payments().find(intent.paymentId()), "a payment that has just begun");
            add(payment, payment.status() == null ? Status.INTENDED : Status.of(payment.status()), intent.txid());
            return;
        }
        status.wrap(record);
        Payment payment = books.payments().find(status.paymentId()); // when it ends, the books forget it
        books.apply(record);
        if (payment != null) {
            add(payment, Status.of(status.status()), status.txid());
        }
    }

    private void add(Payment payment, Status now, Hash256 txid) {
        List<Transaction> all = payment.transactions();
        Transaction about =
                all.stream().filter(t -> t.txid().equals(txid)).findFirst().orElse(all.get(all.size() - 1));
        List<Output> outputs = payment.outputs().stream()
                .map(o -> new Output(books.accounts().name(o.account()), o.debited(), o.sent()))
                .toList();
        rows.put(
                payment.id(),
                new StoredPayment(payment.id(), payment.sinceMillis(), now, about.txid(), about.fee(), outputs));
    }

    List<StoredPayment> rows() {
        return List.copyOf(rows.values());
    }

    void clear() {
        rows.clear();
    }
}
