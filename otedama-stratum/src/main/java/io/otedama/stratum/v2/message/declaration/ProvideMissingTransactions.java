package io.otedama.stratum.v2.message.declaration;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** ProvideMissingTransactions. Server to client: transactions of a declared job that the server does not know. */
public final class ProvideMissingTransactions extends MessageView {
    public static final int TYPE = 0x55;
    public static final boolean CHANNEL_BIT = false;

    private int unknownTxPositionListAt;

    public ProvideMissingTransactions() {
        super(MessageType.PROVIDE_MISSING_TRANSACTIONS);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("request_id", 4);
        unknownTxPositionListAt = takeSequence64K("unknown_tx_position_list", 2);
    }

    /** Chosen by the client; the answer repeats it. */
    public long requestId() {
        return u32At(at(0));
    }

    /** Positions in the declared list, from 0, coinbase not counted. */
    public int unknownTxPositionCount() {
        return u16At(unknownTxPositionListAt - 2);
    }

    public int unknownTxPosition(int index) {
        return u16At(element(unknownTxPositionListAt, index, unknownTxPositionCount(), 2));
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, long requestId, int[] unknownTxPositionList) {
        out.begin(TYPE, CHANNEL_BIT).putU32(requestId).putU16(unknownTxPositionList.length);
        for (int element : unknownTxPositionList) {
            out.putU16(element);
        }
        out.end();
    }
}
