package io.otedama.stratum.v2.message.declaration;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.TransactionListView;
import java.util.List;

/** ProvideMissingTransactions.Success. Client to server: the transactions, in the order asked for. */
public final class ProvideMissingTransactionsSuccess extends TransactionListView {
    public static final int TYPE = 0x56;
    public static final boolean CHANNEL_BIT = false;

    public ProvideMissingTransactionsSuccess() {
        super(MessageType.PROVIDE_MISSING_TRANSACTIONS_SUCCESS);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("request_id", 4);
        takeTransactions();
    }

    /** Chosen by the client; the answer repeats it. */
    public long requestId() {
        return u32At(at(0));
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, long requestId, List<byte[]> transactions) {
        out.begin(TYPE, CHANNEL_BIT).putU32(requestId);
        putTransactions(out, transactions);
        out.end();
    }
}
