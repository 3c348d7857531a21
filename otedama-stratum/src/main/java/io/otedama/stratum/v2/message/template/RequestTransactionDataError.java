package io.otedama.stratum.v2.message.template;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** RequestTransactionData.Error. Server to client: no transactions of that template. */
public final class RequestTransactionDataError extends MessageView {
    public static final int TYPE = 0x75;
    public static final boolean CHANNEL_BIT = false;

    private int errorCodeAt;

    public RequestTransactionDataError() {
        super(MessageType.REQUEST_TRANSACTION_DATA_ERROR);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("template_id", 8);
        errorCodeAt = takeBytes255("error_code");
    }

    /** Grows. */
    public long templateId() {
        return u64At(at(0));
    }

    /** Why: see ErrorCodes; others may come and are only for the log. */
    public String errorCode() {
        return textAt(errorCodeAt);
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, long templateId, String errorCode) {
        out.begin(TYPE, CHANNEL_BIT).putU64(templateId).putString255(errorCode);
        out.end();
    }
}
