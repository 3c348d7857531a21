package io.otedama.stratum.v2.message.mining;

import io.otedama.chain.Target;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** OpenStandardMiningChannel.Success. Server to client: a standard channel is open. */
public final class OpenStandardMiningChannelSuccess extends MessageView {
    public static final int TYPE = 0x11;
    public static final boolean CHANNEL_BIT = false;

    private int extranoncePrefixAt;
    private int groupChannelIdAt;

    public OpenStandardMiningChannelSuccess() {
        super(MessageType.OPEN_STANDARD_MINING_CHANNEL_SUCCESS);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("request_id", 4);
        take("channel_id", 4);
        take("target", U256_BYTES);
        extranoncePrefixAt = takeBytes("extranonce_prefix", 32);
        groupChannelIdAt = take("group_channel_id", 4);
    }

    /** Chosen by the client; the answer repeats it. */
    public long requestId() {
        return u32At(at(0));
    }

    public long channelId() {
        return u32At(at(4));
    }

    /** First target of the channel. */
    public Target target() {
        return targetAt(at(8));
    }

    /** Writes the 32 bytes, little endian. */
    public void copyTarget(byte[] dst, int dstAt) {
        copy(at(8), U256_BYTES, dst, dstAt);
    }

    /** The whole extranonce of the channel. */
    public int extranoncePrefixLength() {
        return u8At(extranoncePrefixAt - 1);
    }

    public void copyExtranoncePrefix(byte[] dst, int dstAt) {
        copy(extranoncePrefixAt, extranoncePrefixLength(), dst, dstAt);
    }

    /** A copy. */
    public byte[] extranoncePrefix() {
        return copyOf(extranoncePrefixAt, extranoncePrefixLength());
    }

    /** Group that the channel belongs to. */
    public long groupChannelId() {
        return u32At(groupChannelIdAt);
    }

    /** Appends a frame. */
    public static void encode(
            FrameWriter out,
            long requestId,
            long channelId,
            Target target,
            byte[] extranoncePrefix,
            long groupChannelId) {
        out.begin(TYPE, CHANNEL_BIT)
                .putU32(requestId)
                .putU32(channelId)
                .putU256(target)
                .putBytes32(extranoncePrefix, 0, extranoncePrefix.length)
                .putU32(groupChannelId);
        out.end();
    }
}
