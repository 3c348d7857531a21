package io.otedama.stratum.v2.message.mining;

import io.otedama.chain.Target;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** OpenExtendedMiningChannel.Success. Server to client: an extended channel is open. */
public final class OpenExtendedMiningChannelSuccess extends MessageView {
    public static final int TYPE = 0x14;
    public static final boolean CHANNEL_BIT = false;

    private int extranoncePrefixAt;
    private int groupChannelIdAt;

    public OpenExtendedMiningChannelSuccess() {
        super(MessageType.OPEN_EXTENDED_MINING_CHANNEL_SUCCESS);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("request_id", 4);
        take("channel_id", 4);
        take("target", U256_BYTES);
        take("extranonce_size", 2);
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

    /** Bytes that the client rolls, behind the prefix. */
    public int extranonceSize() {
        return u16At(at(40));
    }

    /** First bytes of the extranonce, fixed by the server. */
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
            int extranonceSize,
            byte[] extranoncePrefix,
            long groupChannelId) {
        out.begin(TYPE, CHANNEL_BIT)
                .putU32(requestId)
                .putU32(channelId)
                .putU256(target)
                .putU16(extranonceSize)
                .putBytes32(extranoncePrefix, 0, extranoncePrefix.length)
                .putU32(groupChannelId);
        out.end();
    }
}
