package io.otedama.stratum.v2.message.mining;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** SetCustomMiningJob.Success. Server to client: the custom job is taken. */
public final class SetCustomMiningJobSuccess extends MessageView {
    public static final int TYPE = 0x23;
    public static final boolean CHANNEL_BIT = true;

    public SetCustomMiningJobSuccess() {
        super(MessageType.SET_CUSTOM_MINING_JOB_SUCCESS);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("channel_id", 4);
        take("request_id", 4);
        take("job_id", 4);
    }

    public long channelId() {
        return u32At(at(0));
    }

    /** Chosen by the client; the answer repeats it. */
    public long requestId() {
        return u32At(at(4));
    }

    /** For the shares of that job. */
    public long jobId() {
        return u32At(at(8));
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, long channelId, long requestId, long jobId) {
        out.begin(TYPE, CHANNEL_BIT).putU32(channelId).putU32(requestId).putU32(jobId);
        out.end();
    }
}
