package io.otedama.stratum.v2.message.mining;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** SubmitShares.Success. Server to client: shares were accepted, several at once. */
public final class SubmitSharesSuccess extends MessageView {
    public static final int TYPE = 0x1c;
    public static final boolean CHANNEL_BIT = true;

    public SubmitSharesSuccess() {
        super(MessageType.SUBMIT_SHARES_SUCCESS);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("channel_id", 4);
        take("last_sequence_number", 4);
        take("new_submits_accepted_count", 4);
        take("new_shares_sum", 8);
    }

    public long channelId() {
        return u32At(at(0));
    }

    /** Newest submission that is acknowledged. */
    public long lastSequenceNumber() {
        return u32At(at(4));
    }

    /** Shares accepted since the message before. */
    public long newSubmitsAcceptedCount() {
        return u32At(at(8));
    }

    /** Their difficulties, added. */
    public long newSharesSum() {
        return u64At(at(12));
    }

    /** Appends a frame. */
    public static void encode(
            FrameWriter out, long channelId, long lastSequenceNumber, long newSubmitsAcceptedCount, long newSharesSum) {
        out.begin(TYPE, CHANNEL_BIT)
                .putU32(channelId)
                .putU32(lastSequenceNumber)
                .putU32(newSubmitsAcceptedCount)
                .putU64(newSharesSum);
        out.end();
    }
}
