package io.otedama.stratum.v2.message.mining;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** OpenMiningChannel.Error. Server to client: no channel, of either kind, was opened. */
public final class OpenMiningChannelError extends MessageView {
    public static final int TYPE = 0x12;
    public static final boolean CHANNEL_BIT = false;

    private int errorCodeAt;

    public OpenMiningChannelError() {
        super(MessageType.OPEN_MINING_CHANNEL_ERROR);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("request_id", 4);
        errorCodeAt = takeBytes255("error_code");
    }

    /** Chosen by the client; the answer repeats it. */
    public long requestId() {
        return u32At(at(0));
    }

    /** Why: see ErrorCodes; others may come and are only for the log. */
    public String errorCode() {
        return textAt(errorCodeAt);
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, long requestId, String errorCode) {
        out.begin(TYPE, CHANNEL_BIT).putU32(requestId).putString255(errorCode);
        out.end();
    }
}
