package io.otedama.stratum.v2.message.common;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** ChannelEndpointChanged. Server to client: another endpoint answers for this channel; what extensions had agreed is void. */
public final class ChannelEndpointChanged extends MessageView {
    public static final int TYPE = 0x03;
    public static final boolean CHANNEL_BIT = true;

    public ChannelEndpointChanged() {
        super(MessageType.CHANNEL_ENDPOINT_CHANGED);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("channel_id", 4);
    }

    public long channelId() {
        return u32At(at(0));
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, long channelId) {
        out.begin(TYPE, CHANNEL_BIT).putU32(channelId);
        out.end();
    }
}
