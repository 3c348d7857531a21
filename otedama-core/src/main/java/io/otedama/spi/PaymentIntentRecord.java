package io.otedama.spi;

import io.otedama.chain.Hash256;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A payment that is about to be broadcast: the whole signed transaction, durable before any node sees it. The same payment
 * id again is a replacement that spends at least one input of the first.
 *
 * <pre>
 *   24 payment id 8 | 32 txid 32 | 64 fee 8 | 72 inputs 4 | 76 outputs 4 | 80 transaction length 4 | 84 reserved 4
 *   88 inputs: txid 32, index 4 | outputs: account id 4, debited 8, sent 8 | transaction as it is broadcast | end
 * </pre>
 */
public final class PaymentIntentRecord extends RecordView {
    private static final int INPUTS_OFFSET = 88;
    private static final int INPUT_BYTES = Hash256.BYTES + Integer.BYTES;
    private static final int OUTPUT_BYTES = Integer.BYTES + 2 * Long.BYTES;

    public PaymentIntentRecord() {}

    /** Bytes of a record of this shape. */
    public static int bytes(int inputs, int outputs, int transactionBytes) {
        return INPUTS_OFFSET + inputs * INPUT_BYTES + outputs * OUTPUT_BYTES + transactionBytes;
    }

    /**
     * @param fee of the transaction, base units
     * @param transaction serialised with witness, as it is broadcast
     * @throws IllegalArgumentException when the record would be longer than {@link RecordView#MAX_BYTES}
     */
    public PaymentIntentRecord encode(
            ByteBuffer bytes,
            long epochMillis,
            long paymentId,
            Hash256 txid,
            long fee,
            List<Input> inputs,
            List<Output> outputs,
            byte[] transaction) {
        int length = bytes(inputs.size(), outputs.size(), transaction.length);
        if (length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a payment record of " + length + " bytes is longer than " + MAX_BYTES + ": pay fewer at once");
        }
        begin(bytes, RecordType.PAYMENT_INTENT, length, epochMillis);
        bytes.putLong(24, paymentId).putLong(64, fee);
        putHash(32, txid);
        bytes.putInt(72, inputs.size()).putInt(76, outputs.size()).putInt(80, transaction.length);
        int at = INPUTS_OFFSET;
        for (Input input : inputs) {
            putHash(at, input.txid());
            bytes.putInt(at + Hash256.BYTES, input.index());
            at += INPUT_BYTES;
        }
        for (Output output : outputs) {
            bytes.putInt(at, output.account());
            bytes.putLong(at + Integer.BYTES, output.debited());
            bytes.putLong(at + Integer.BYTES + Long.BYTES, output.sent());
            at += OUTPUT_BYTES;
        }
        bytes.put(at, transaction);
        return this;
    }

    public long paymentId() {
        return buffer.getLong(offset + 24);
    }

    public Hash256 txid() {
        return hash(32);
    }

    /** Base units. */
    public long fee() {
        return buffer.getLong(offset + 64);
    }

    public int inputs() {
        return buffer.getInt(offset + 72);
    }

    public int outputs() {
        return buffer.getInt(offset + 76);
    }

    public Input input(int index) {
        int at = INPUTS_OFFSET + index * INPUT_BYTES;
        return new Input(hash(at), buffer.getInt(offset + at + Hash256.BYTES));
    }

    public Output output(int index) {
        int at = offset + outputsOffset() + index * OUTPUT_BYTES;
        return new Output(
                buffer.getInt(at), buffer.getLong(at + Integer.BYTES), buffer.getLong(at + Integer.BYTES + Long.BYTES));
    }

    /** A copy of the transaction as it is broadcast. */
    public byte[] transaction() {
        byte[] raw = new byte[buffer.getInt(offset + 80)];
        buffer.get(offset + outputsOffset() + outputs() * OUTPUT_BYTES, raw);
        return raw;
    }

    private int outputsOffset() {
        return INPUTS_OFFSET + inputs() * INPUT_BYTES;
    }

    /** A coin that is spent. */
    public record Input(Hash256 txid, int index) {}

    /**
     * One account's part.
     *
     * @param account account id
     * @param debited what the payment takes off the account, base units
     * @param sent what the transaction's output carries, base units; less than debited when the account bears a part of the fee
     */
    public record Output(int account, long debited, long sent) {}
}
