package io.otedama.ledger;

import io.otedama.chain.Hash256;
import io.otedama.spi.PaymentIntentRecord;
import io.otedama.spi.PaymentIntentRecord.Input;
import io.otedama.spi.PaymentIntentRecord.Output;
import io.otedama.spi.PaymentStatusRecord;
import io.otedama.spi.PaymentStatusRecord.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Payments that are under way, and what they do to the ledger. One thread.
 *
 * <pre>
 *   intent      payable -debited | paying +debited
 *   confirmed   paying -debited | paid +sent | the difference and what the pool bears of the fee to the chain
 *   cancelled   paying -debited | payable +debited
 * </pre>
 *
 * <p>A payment is confirmed or cancelled once; whatever is said of it later changes nothing.
 */
public final class PaymentBook {
    private final Ledger ledger;
    private final Map<Long, Payment> open = new LinkedHashMap<>();
    private long lastId;
    private long lastMillis;
    private long confirmed;

    public PaymentBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * @throws IllegalStateException when a replacement pays otherwise than the first or shares no input with it
     */
    public void onIntent(PaymentIntentRecord record) {
        Payment payment = Payment.of(record);
        Payment first = open.get(payment.id);
        if (first != null) {
            open.put(payment.id, first.replacedBy(payment));
            return;
        }
        if (payment.id <= lastId) {
            throw new IllegalStateException("payment " + payment.id + " is over, it cannot begin again");
        }
        lastId = payment.id;
        lastMillis = payment.sinceMillis;
        open.put(payment.id, payment);
        payment.outputs.forEach(o -> ledger.move(o.account(), Bucket.PAYABLE, Bucket.PAYING, o.debited()));
    }

    public void onStatus(PaymentStatusRecord record) {
        Payment payment = open.get(record.paymentId());
        if (payment == null) {
            return; // it is over
        }
        switch (record.status()) {
            case BROADCAST, CONFLICTED -> open.put(payment.id, payment.with(record.status()));
            case CONFIRMED -> {
                open.remove(payment.id);
                confirmed++;
                confirm(payment, record.txid());
            }
            case CANCELLED -> {
                open.remove(payment.id);
                payment.outputs.forEach(o -> ledger.move(o.account(), Bucket.PAYING, Bucket.PAYABLE, o.debited()));
            }
        }
    }

    private void confirm(Payment payment, Hash256 txid) {
        long fee = payment.transactions.stream()
                .filter(t -> t.txid.equals(txid))
                .mapToLong(Transaction::fee)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "payment " + payment.id + " cannot be confirmed by the foreign transaction " + txid));
        long borne = 0;
        for (Output output : payment.outputs) {
            ledger.post(output.account(), Bucket.PAYING, -output.debited());
            ledger.post(output.account(), Bucket.PAID, output.sent());
            borne = Math.addExact(borne, output.debited() - output.sent());
        }
        ledger.post(AccountTable.POOL, Bucket.PAYABLE, borne - fee);
        ledger.post(AccountTable.CHAIN, Bucket.PAYABLE, fee);
    }

    /** Payments that are neither confirmed nor cancelled, oldest first; a copy. */
    public List<Payment> open() {
        return new ArrayList<>(open.values());
    }

    public @Nullable Payment find(long id) {
        return open.get(id);
    }

    /** The greatest id there ever was. */
    public long lastId() {
        return lastId;
    }

    /** When the payment with the greatest id was decided, milliseconds since 1970; 0 when there was none. */
    public long lastMillis() {
        return lastMillis;
    }

    /** Payments that the chain has confirmed. */
    public long confirmed() {
        return confirmed;
    }

    public void write(StateWriter out) {
        out.putLong(lastId).putLong(lastMillis).putLong(confirmed).putInt(open.size());
        open.values().forEach(p -> p.write(out));
    }

    public void read(StateReader in) {
        lastId = in.getLong();
        lastMillis = in.getLong();
        confirmed = in.getLong();
        for (int i = in.getInt(); i > 0; i--) {
            Payment payment = Payment.read(in);
            open.put(payment.id, payment);
        }
    }

    /**
     * One version of a payment.
     *
     * @param raw as it is broadcast; not modified
     * @param fee base units
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by txid only
    public record Transaction(Hash256 txid, byte[] raw, long fee, List<Input> inputs) {}

    /**
     * A payment that is under way.
     *
     * @param status null until a node took it
     * @param sinceMillis when it was decided, milliseconds since 1970
     * @param transactions the first and its replacements; any of them may confirm
     */
    public record Payment(
            long id, long sinceMillis, @Nullable Status status, List<Transaction> transactions, List<Output> outputs) {
        static Payment of(PaymentIntentRecord r) {
            List<Input> inputs = new ArrayList<>();
            for (int i = 0; i < r.inputs(); i++) {
                inputs.add(r.input(i));
            }
            List<Output> outputs = new ArrayList<>();
            for (int i = 0; i < r.outputs(); i++) {
                outputs.add(r.output(i));
            }
            Transaction transaction = new Transaction(r.txid(), r.transaction(), r.fee(), inputs);
            return new Payment(r.paymentId(), r.epochMillis(), null, List.of(transaction), List.copyOf(outputs));
        }

        private Payment replacedBy(Payment next) {
            Transaction replacement = next.transactions.get(0);
            boolean sharesInput =
                    transactions.stream().allMatch(t -> t.inputs.stream().anyMatch(replacement.inputs::contains));
            if (!sharesInput || !outputs.equals(next.outputs)) {
                throw new IllegalStateException("transaction " + replacement.txid + " is no replacement of payment "
                        + id + ": it must spend an input of each of its transactions and pay the same");
            }
            List<Transaction> all = new ArrayList<>(transactions);
            all.add(replacement);
            return new Payment(id, sinceMillis, status, List.copyOf(all), outputs);
        }

        private Payment with(Status now) {
            return new Payment(id, sinceMillis, now, transactions, outputs);
        }

        private void write(StateWriter out) {
            out.putLong(id).putLong(sinceMillis).putText(status == null ? "" : status.name());
            out.putInt(transactions.size());
            for (Transaction t : transactions) {
                out.putHash(t.txid).putBytes(t.raw).putLong(t.fee).putInt(t.inputs.size());
                t.inputs.forEach(i -> out.putHash(i.txid()).putInt(i.index()));
            }
            out.putInt(outputs.size());
            outputs.forEach(o -> out.putInt(o.account()).putLong(o.debited()).putLong(o.sent()));
        }

        private static Payment read(StateReader in) {
            long id = in.getLong();
            long since = in.getLong();
            String status = in.getText();
            List<Transaction> transactions = new ArrayList<>();
            for (int i = in.getInt(); i > 0; i--) {
                Hash256 txid = in.getHash();
                byte[] raw = in.getBytes();
                long fee = in.getLong();
                List<Input> inputs = new ArrayList<>();
                for (int k = in.getInt(); k > 0; k--) {
                    inputs.add(new Input(in.getHash(), in.getInt()));
                }
                transactions.add(new Transaction(txid, raw, fee, inputs));
            }
            List<Output> outputs = new ArrayList<>();
            for (int i = in.getInt(); i > 0; i--) {
                outputs.add(new Output(in.getInt(), in.getLong(), in.getLong()));
            }
            Status known = status.isEmpty() ? null : Status.valueOf(status);
            return new Payment(id, since, known, transactions, outputs);
        }
    }
}
