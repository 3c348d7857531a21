package io.otedama.stratum.v2.message.mining;

import io.otedama.chain.Target;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** SetTarget. Server to client: another target, for future jobs and those that are sent from now on. */
public final class SetTarget extends MessageView {
    public static final int TYPE = 0x21;
    public static final boolean CHANNEL_BIT = true;

    public SetTarget() {
        super(MessageType.SET_TARGET);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("channel_id", 4);
        take("maximum_target", U256_BYTES);
    }

    public long channelId() {
        return u32At(at(0));
    }

    public Target maximumTarget() {
        return targetAt(at(4));
    }

    /** Writes the 32 bytes, little endian. */
    public void copyMaximumTarget(byte[] dst, int dstAt) {
        copy(at(4), U256_BYTES, dst, dstAt);
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, long channelId, Target maximumTarget) {
        out.begin(TYPE, CHANNEL_BIT).putU32(channelId).putU256(maximumTarget);
        out.end();
    }
}
