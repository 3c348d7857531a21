package io.otedama.stratum.v2.message.template;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.TransactionListView;
import java.util.List;

/** RequestTransactionData.Success. Server to client: the transactions of a template, without the coinbase. */
public final class RequestTransactionDataSuccess extends TransactionListView {
    public static final int TYPE = 0x74;
    public static final boolean CHANNEL_BIT = false;

    private int excessDataAt;

    public RequestTransactionDataSuccess() {
        super(MessageType.REQUEST_TRANSACTION_DATA_SUCCESS);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("template_id", 8);
        excessDataAt = takeBytes64K("excess_data");
        takeTransactions();
    }

    /** Grows. */
    public long templateId() {
        return u64At(at(0));
    }

    /** For validation; chains that are not Bitcoin. */
    public int excessDataLength() {
        return u16At(excessDataAt - 2);
    }

    public void copyExcessData(byte[] dst, int dstAt) {
        copy(excessDataAt, excessDataLength(), dst, dstAt);
    }

    /** A copy. */
    public byte[] excessData() {
        return copyOf(excessDataAt, excessDataLength());
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, long templateId, byte[] excessData, List<byte[]> transactions) {
        out.begin(TYPE, CHANNEL_BIT).putU64(templateId).putBytes64K(excessData, 0, excessData.length);
        putTransactions(out, transactions);
        out.end();
    }
}
