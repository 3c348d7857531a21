package io.otedama.stratum.v2.message.mining;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** UpdateChannel.Error. Server to client: the update was refused. */
public final class UpdateChannelError extends MessageView {
    public static final int TYPE = 0x17;
    public static final boolean CHANNEL_BIT = true;

    private int errorCodeAt;

    public UpdateChannelError() {
        super(MessageType.UPDATE_CHANNEL_ERROR);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("channel_id", 4);
        errorCodeAt = takeBytes255("error_code");
    }

    public long channelId() {
        return u32At(at(0));
    }

    /** Why: see ErrorCodes; others may come and are only for the log. */
    public String errorCode() {
        return textAt(errorCodeAt);
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, long channelId, String errorCode) {
        out.begin(TYPE, CHANNEL_BIT).putU32(channelId).putString255(errorCode);
        out.end();
    }
}
