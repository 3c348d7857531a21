package io.otedama.stratum.v2.message.mining;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** SubmitShares.Error. Server to client: one share was refused. */
public final class SubmitSharesError extends MessageView {
    public static final int TYPE = 0x1d;
    public static final boolean CHANNEL_BIT = true;

    private int errorCodeAt;

    public SubmitSharesError() {
        super(MessageType.SUBMIT_SHARES_ERROR);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("channel_id", 4);
        take("sequence_number", 4);
        errorCodeAt = takeBytes255("error_code");
    }

    public long channelId() {
        return u32At(at(0));
    }

    /** The submission. */
    public long sequenceNumber() {
        return u32At(at(4));
    }

    /** Why: see ErrorCodes; others may come and are only for the log. */
    public String errorCode() {
        return textAt(errorCodeAt);
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, long channelId, long sequenceNumber, String errorCode) {
        out.begin(TYPE, CHANNEL_BIT).putU32(channelId).putU32(sequenceNumber).putString255(errorCode);
        out.end();
    }
}
