package io.otedama.stratum.v2.message.common;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** SetupConnection.Error. Server to client, which then closes: the connection cannot be used. */
public final class SetupConnectionError extends MessageView {
    public static final int TYPE = 0x02;
    public static final boolean CHANNEL_BIT = false;

    private int errorCodeAt;

    public SetupConnectionError() {
        super(MessageType.SETUP_CONNECTION_ERROR);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("flags", 4);
        errorCodeAt = takeBytes255("error_code");
    }

    /** All flags that are not supported; 0 when the cause is another. */
    public long flags() {
        return u32At(at(0));
    }

    /** Why: see ErrorCodes; others may come and are only for the log. */
    public String errorCode() {
        return textAt(errorCodeAt);
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, long flags, String errorCode) {
        out.begin(TYPE, CHANNEL_BIT).putU32(flags).putString255(errorCode);
        out.end();
    }
}
