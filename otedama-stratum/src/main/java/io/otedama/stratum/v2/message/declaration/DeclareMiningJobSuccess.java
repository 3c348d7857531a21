package io.otedama.stratum.v2.message.declaration;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** DeclareMiningJob.Success. Server to client: the job may be mined. */
public final class DeclareMiningJobSuccess extends MessageView {
    public static final int TYPE = 0x58;
    public static final boolean CHANNEL_BIT = false;

    private int newMiningJobTokenAt;

    public DeclareMiningJobSuccess() {
        super(MessageType.DECLARE_MINING_JOB_SUCCESS);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("request_id", 4);
        newMiningJobTokenAt = takeBytes255("new_mining_job_token");
    }

    /** Chosen by the client; the answer repeats it. */
    public long requestId() {
        return u32At(at(0));
    }

    /** For SetCustomMiningJob. */
    public int newMiningJobTokenLength() {
        return u8At(newMiningJobTokenAt - 1);
    }

    public void copyNewMiningJobToken(byte[] dst, int dstAt) {
        copy(newMiningJobTokenAt, newMiningJobTokenLength(), dst, dstAt);
    }

    /** A copy. */
    public byte[] newMiningJobToken() {
        return copyOf(newMiningJobTokenAt, newMiningJobTokenLength());
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, long requestId, byte[] newMiningJobToken) {
        out.begin(TYPE, CHANNEL_BIT).putU32(requestId).putBytes255(newMiningJobToken, 0, newMiningJobToken.length);
        out.end();
    }
}
