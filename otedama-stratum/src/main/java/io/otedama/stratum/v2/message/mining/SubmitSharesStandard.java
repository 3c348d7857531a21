package io.otedama.stratum.v2.message.mining;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** SubmitSharesStandard. Client to server: a share of a standard channel. */
public final class SubmitSharesStandard extends MessageView {
    public static final int TYPE = 0x1a;
    public static final boolean CHANNEL_BIT = true;

    public SubmitSharesStandard() {
        super(MessageType.SUBMIT_SHARES_STANDARD);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("channel_id", 4);
        take("sequence_number", 4);
        take("job_id", 4);
        take("nonce", 4);
        take("ntime", 4);
        take("version", 4);
    }

    public long channelId() {
        return u32At(at(0));
    }

    /** Counts the submissions of the channel. */
    public long sequenceNumber() {
        return u32At(at(4));
    }

    public long jobId() {
        return u32At(at(8));
    }

    /** nNonce of the header. */
    public long nonce() {
        return u32At(at(12));
    }

    /** nTime of the header, unix seconds. */
    public long ntime() {
        return u32At(at(16));
    }

    /** The whole nVersion of the header. */
    public long version() {
        return u32At(at(20));
    }

    /** Appends a frame. */
    public static void encode(
            FrameWriter out, long channelId, long sequenceNumber, long jobId, long nonce, long ntime, long version) {
        out.begin(TYPE, CHANNEL_BIT)
                .putU32(channelId)
                .putU32(sequenceNumber)
                .putU32(jobId)
                .putU32(nonce)
                .putU32(ntime)
                .putU32(version);
        out.end();
    }
}
