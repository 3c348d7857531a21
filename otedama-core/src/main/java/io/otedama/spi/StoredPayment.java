package io.otedama.spi;

import io.otedama.chain.Hash256;
import java.util.List;

/**
 * A payment, whatever became of it.
 *
 * @param decidedMillis milliseconds since 1970
 * @param txid the transaction that the status is about; the newest replacement while nothing was said of one
 * @param fee of that transaction, base units
 * @param outputs one for each account that is paid
 */
public record StoredPayment(long id, long decidedMillis, Status status, Hash256 txid, long fee, List<Output> outputs) {
    public StoredPayment {
        outputs = List.copyOf(outputs);
    }

    /** Where a payment is. */
    public enum Status {
        /** In the journal; no node is known to have it. */
        INTENDED,
        BROADCAST,
        CONFIRMED,
        CONFLICTED,
        CANCELLED;

        /** The same as a journal record says it. */
        public static Status of(PaymentStatusRecord.Status status) {
            return switch (status) {
                case BROADCAST -> BROADCAST;
                case CONFIRMED -> CONFIRMED;
                case CONFLICTED -> CONFLICTED;
                case CANCELLED -> CANCELLED;
            };
        }
    }

    /**
     * One account's part, base units.
     *
     * @param debited what the payment takes off the account
     * @param sent what the transaction's output carries
     */
    public record Output(String account, long debited, long sent) {}
}
