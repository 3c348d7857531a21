package io.otedama.stratum.v2.message.mining;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** SetCustomMiningJob.Error. Server to client: the custom job is refused. */
public final class SetCustomMiningJobError extends MessageView {
    public static final int TYPE = 0x24;
    public static final boolean CHANNEL_BIT = true;

    private int errorCodeAt;

    public SetCustomMiningJobError() {
        super(MessageType.SET_CUSTOM_MINING_JOB_ERROR);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("channel_id", 4);
        take("request_id", 4);
        errorCodeAt = takeBytes255("error_code");
    }

    public long channelId() {
        return u32At(at(0));
    }

    /** Chosen by the client; the answer repeats it. */
    public long requestId() {
        return u32At(at(4));
    }

    /** Why: see ErrorCodes; others may come and are only for the log. */
    public String errorCode() {
        return textAt(errorCodeAt);
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, long channelId, long requestId, String errorCode) {
        out.begin(TYPE, CHANNEL_BIT).putU32(channelId).putU32(requestId).putString255(errorCode);
        out.end();
    }
}
