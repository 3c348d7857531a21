package io.otedama.stratum.v2.message.declaration;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** DeclareMiningJob.Error. Server to client: the job is refused. */
public final class DeclareMiningJobError extends MessageView {
    public static final int TYPE = 0x59;
    public static final boolean CHANNEL_BIT = false;

    private int errorCodeAt;
    private int errorDetailsAt;

    public DeclareMiningJobError() {
        super(MessageType.DECLARE_MINING_JOB_ERROR);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("request_id", 4);
        errorCodeAt = takeBytes255("error_code");
        errorDetailsAt = takeBytes64K("error_details");
    }

    /** Chosen by the client; the answer repeats it. */
    public long requestId() {
        return u32At(at(0));
    }

    /** Why: see ErrorCodes; others may come and are only for the log. */
    public String errorCode() {
        return textAt(errorCodeAt);
    }

    /** For machines; depends on the code. */
    public int errorDetailsLength() {
        return u16At(errorDetailsAt - 2);
    }

    public void copyErrorDetails(byte[] dst, int dstAt) {
        copy(errorDetailsAt, errorDetailsLength(), dst, dstAt);
    }

    /** A copy. */
    public byte[] errorDetails() {
        return copyOf(errorDetailsAt, errorDetailsLength());
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, long requestId, String errorCode, byte[] errorDetails) {
        out.begin(TYPE, CHANNEL_BIT)
                .putU32(requestId)
                .putString255(errorCode)
                .putBytes64K(errorDetails, 0, errorDetails.length);
        out.end();
    }
}
