package io.otedama.stratum.v2.message.common;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** SetupConnection.Success. Server to client: the connection may be used. */
public final class SetupConnectionSuccess extends MessageView {
    public static final int TYPE = 0x01;
    public static final boolean CHANNEL_BIT = false;

    public SetupConnectionSuccess() {
        super(MessageType.SETUP_CONNECTION_SUCCESS);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("used_version", 2);
        take("flags", 4);
    }

    /** Within what the client offered. */
    public int usedVersion() {
        return u16At(at(0));
    }

    /** What the server needs: see SetupFlags. */
    public long flags() {
        return u32At(at(2));
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, int usedVersion, long flags) {
        out.begin(TYPE, CHANNEL_BIT).putU16(usedVersion).putU32(flags);
        out.end();
    }
}
