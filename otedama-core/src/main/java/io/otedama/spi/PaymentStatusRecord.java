package io.otedama.spi;

import io.otedama.chain.Hash256;
import java.nio.ByteBuffer;

/**
 * What became of a payment.
 *
 * <pre>
 *   24 payment id 8 | 32 status 1 | 33 reserved 3 | 36 confirmations 4 | 40 txid 32 | 72 end
 * </pre>
 */
public final class PaymentStatusRecord extends RecordView {
    public static final int BYTES = 72;

    /** The life of a payment after its intent. Codes are stored and never change. */
    public enum Status {
        /** A node took the transaction. */
        BROADCAST(1),
        /** Deep enough in the chain; final. */
        CONFIRMED(2),
        /** Somebody else spent one of its inputs; it waits for the operator. */
        CONFLICTED(3),
        /** The operator gave it up: the accounts have their amounts back; final. */
        CANCELLED(4);

        private final int code;

        Status(int code) {
            this.code = code;
        }

        private static Status of(int code) {
            return switch (code) {
                case 1 -> BROADCAST;
                case 2 -> CONFIRMED;
                case 3 -> CONFLICTED;
                case 4 -> CANCELLED;
                default -> throw new IllegalArgumentException("unknown payment status " + code);
            };
        }
    }

    public PaymentStatusRecord() {}

    /**
     * @param txid the transaction that the status is about: one of the payment's own
     */
    public PaymentStatusRecord encode(
            ByteBuffer bytes, long epochMillis, long paymentId, Status status, int confirmations, Hash256 txid) {
        begin(bytes, RecordType.PAYMENT_STATUS, BYTES, epochMillis);
        bytes.putLong(24, paymentId);
        bytes.put(32, (byte) status.code);
        bytes.putInt(36, confirmations);
        putHash(40, txid);
        return this;
    }

    public long paymentId() {
        return buffer.getLong(offset + 24);
    }

    public Status status() {
        return Status.of(buffer.get(offset + 32));
    }

    public int confirmations() {
        return buffer.getInt(offset + 36);
    }

    public Hash256 txid() {
        return hash(40);
    }
}
