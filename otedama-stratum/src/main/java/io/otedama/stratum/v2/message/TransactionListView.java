package io.otedama.stratum.v2.message;

import io.otedama.stratum.v2.frame.FrameWriter;
import java.util.Arrays;
import java.util.List;

/** A message that ends with SEQ0_64K[B0_16M] {@code transaction_list}. */
public abstract class TransactionListView extends MessageView {
    private static final int INITIAL_TRANSACTIONS = 16;

    private int[] positions = new int[INITIAL_TRANSACTIONS];
    private int count;

    protected TransactionListView(MessageType type) {
        super(type);
    }

    /** Passes the list; what is kept grows with the transactions that are there, not with their claimed number. */
    protected final void takeTransactions() throws MalformedMessageException {
        int claimed = u16At(take("transaction_list", 2));
        count = 0;
        for (int i = 0; i < claimed; i++) {
            int at = takeBytes16M("transaction_list");
            if (i == positions.length) {
                positions = Arrays.copyOf(positions, 2 * positions.length);
            }
            positions[i] = at;
            count = i + 1;
        }
    }

    /** Number of transactions. */
    public final int transactionCount() {
        return count;
    }

    /** Size in bytes of transaction {@code index}. */
    public final int transactionLength(int index) {
        return length16MBefore(positions[element(0, index, count, 1)]);
    }

    /** Writes transaction {@code index}, as serialised with witness. */
    public final void copyTransaction(int index, byte[] dst, int dstAt) {
        copy(positions[index], transactionLength(index), dst, dstAt);
    }

    /** A copy of transaction {@code index}. */
    public final byte[] transaction(int index) {
        return copyOf(positions[element(0, index, count, 1)], transactionLength(index));
    }

    protected static void putTransactions(FrameWriter out, List<byte[]> transactions) {
        out.putU16(transactions.size());
        for (byte[] transaction : transactions) {
            out.putBytes16M(transaction, 0, transaction.length);
        }
    }
}
