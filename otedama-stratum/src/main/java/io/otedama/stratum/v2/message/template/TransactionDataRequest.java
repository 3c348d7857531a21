package io.otedama.stratum.v2.message.template;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** RequestTransactionData, by another name because no class here ends in Data. Client to server: asks for the transactions of a template. */
public final class TransactionDataRequest extends MessageView {
    public static final int TYPE = 0x73;
    public static final boolean CHANNEL_BIT = false;

    public TransactionDataRequest() {
        super(MessageType.REQUEST_TRANSACTION_DATA);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("template_id", 8);
    }

    /** Grows. */
    public long templateId() {
        return u64At(at(0));
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, long templateId) {
        out.begin(TYPE, CHANNEL_BIT).putU64(templateId);
        out.end();
    }
}
