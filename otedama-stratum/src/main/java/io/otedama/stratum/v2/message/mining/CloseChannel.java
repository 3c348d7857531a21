package io.otedama.stratum.v2.message.mining;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** CloseChannel. Both ways: a channel, or all of a group, ends. */
public final class CloseChannel extends MessageView {
    public static final int TYPE = 0x18;
    public static final boolean CHANNEL_BIT = true;

    private int reasonCodeAt;

    public CloseChannel() {
        super(MessageType.CLOSE_CHANNEL);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("channel_id", 4);
        reasonCodeAt = takeBytes255("reason_code");
    }

    public long channelId() {
        return u32At(at(0));
    }

    /** For the log. */
    public String reasonCode() {
        return textAt(reasonCodeAt);
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, long channelId, String reasonCode) {
        out.begin(TYPE, CHANNEL_BIT).putU32(channelId).putString255(reasonCode);
        out.end();
    }
}
