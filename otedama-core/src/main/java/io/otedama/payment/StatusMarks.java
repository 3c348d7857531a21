package io.otedama.payment;

import io.otedama.chain.Hash256;
import io.otedama.error.JournalException;
import io.otedama.ledger.PaymentBook.Payment;
import io.otedama.spi.PaymentStatusRecord;
import io.otedama.spi.PaymentStatusRecord.Status;
import io.otedama.spi.PoolClock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes down what became of a payment. A mark that is lost is found missing, and made again, by the next round. */
final class StatusMarks {
    private final PaymentLedger ledger;
    private final PoolClock clock;

    StatusMarks(PaymentLedger ledger, PoolClock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Does nothing when the books say so already. */
    void mark(Payment payment, Status status, int confirmations, Hash256 txid) {
        if (payment.status() != status) {
            mark(payment.id(), status, confirmations, txid);
        }
    }

    /**
     * @throws JournalException when it may not have been kept
     */
    void mark(long paymentId, Status status, int confirmations, Hash256 txid) {
        ByteBuffer bytes = ByteBuffer.allocate(PaymentStatusRecord.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        PaymentStatusRecord record =
                new PaymentStatusRecord().encode(bytes, clock.epochMillis(), paymentId, status, confirmations, txid);
        if (ledger.publish(record) != PaymentLedger.Kept.DURABLE) {
            throw new JournalException("the journal does not take that payment " + paymentId + " is " + status);
        }
    }
}
