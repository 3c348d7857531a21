package io.otedama.stratum.v2.message.mining;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** SetExtranoncePrefix. Server to client: another prefix, for the jobs that are sent from now on. */
public final class SetExtranoncePrefix extends MessageView {
    public static final int TYPE = 0x19;
    public static final boolean CHANNEL_BIT = true;

    private int extranoncePrefixAt;

    public SetExtranoncePrefix() {
        super(MessageType.SET_EXTRANONCE_PREFIX);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("channel_id", 4);
        extranoncePrefixAt = takeBytes("extranonce_prefix", 32);
    }

    public long channelId() {
        return u32At(at(0));
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

    /** Appends a frame. */
    public static void encode(FrameWriter out, long channelId, byte[] extranoncePrefix) {
        out.begin(TYPE, CHANNEL_BIT).putU32(channelId).putBytes32(extranoncePrefix, 0, extranoncePrefix.length);
        out.end();
    }
}
