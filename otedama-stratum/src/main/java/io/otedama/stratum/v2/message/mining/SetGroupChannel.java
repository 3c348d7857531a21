package io.otedama.stratum.v2.message.mining;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** SetGroupChannel. Server to client: these channels belong to that group now. */
public final class SetGroupChannel extends MessageView {
    public static final int TYPE = 0x25;
    public static final boolean CHANNEL_BIT = false;

    private int channelIdsAt;

    public SetGroupChannel() {
        super(MessageType.SET_GROUP_CHANNEL);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("group_channel_id", 4);
        channelIdsAt = takeSequence64K("channel_ids", 4);
    }

    public long groupChannelId() {
        return u32At(at(0));
    }

    /** Members. */
    public int channelIdCount() {
        return u16At(channelIdsAt - 2);
    }

    public long channelId(int index) {
        return u32At(element(channelIdsAt, index, channelIdCount(), 4));
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, long groupChannelId, long[] channelIds) {
        out.begin(TYPE, CHANNEL_BIT).putU32(groupChannelId).putU16(channelIds.length);
        for (long element : channelIds) {
            out.putU32(element);
        }
        out.end();
    }
}
