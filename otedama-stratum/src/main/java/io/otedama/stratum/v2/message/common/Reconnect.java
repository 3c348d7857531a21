package io.otedama.stratum.v2.message.common;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** Reconnect. Server to client: come back there, and demand a certificate by the same authority. */
public final class Reconnect extends MessageView {
    public static final int TYPE = 0x04;
    public static final boolean CHANNEL_BIT = false;

    private int newHostAt;
    private int newPortAt;

    public Reconnect() {
        super(MessageType.RECONNECT);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        newHostAt = takeBytes255("new_host");
        newPortAt = take("new_port", 2);
    }

    /** Empty: the same host. */
    public String newHost() {
        return textAt(newHostAt);
    }

    /** 0: the same port. */
    public int newPort() {
        return u16At(newPortAt);
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, String newHost, int newPort) {
        out.begin(TYPE, CHANNEL_BIT).putString255(newHost).putU16(newPort);
        out.end();
    }
}
