package io.otedama.stratum.v2.message.declaration;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** AllocateMiningJobToken. Client to server: asks for a token to declare a job with. */
public final class AllocateMiningJobToken extends MessageView {
    public static final int TYPE = 0x50;
    public static final boolean CHANNEL_BIT = false;

    private int userIdentifierAt;
    private int requestIdAt;

    public AllocateMiningJobToken() {
        super(MessageType.ALLOCATE_MINING_JOB_TOKEN);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        userIdentifierAt = takeBytes255("user_identifier");
        requestIdAt = take("request_id", 4);
    }

    /** Who is paid, as the client names itself. */
    public String userIdentifier() {
        return textAt(userIdentifierAt);
    }

    /** Chosen by the client; the answer repeats it. */
    public long requestId() {
        return u32At(requestIdAt);
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, String userIdentifier, long requestId) {
        out.begin(TYPE, CHANNEL_BIT).putString255(userIdentifier).putU32(requestId);
        out.end();
    }
}
