package io.otedama.stratum.v2.message.declaration;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** AllocateMiningJobToken.Success. Server to client: a token and the outputs that the pool wants. */
public final class AllocateMiningJobTokenSuccess extends MessageView {
    public static final int TYPE = 0x51;
    public static final boolean CHANNEL_BIT = false;

    private int miningJobTokenAt;
    private int coinbaseTxOutputsAt;

    public AllocateMiningJobTokenSuccess() {
        super(MessageType.ALLOCATE_MINING_JOB_TOKEN_SUCCESS);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("request_id", 4);
        miningJobTokenAt = takeBytes255("mining_job_token");
        coinbaseTxOutputsAt = takeBytes64K("coinbase_tx_outputs");
    }

    /** Chosen by the client; the answer repeats it. */
    public long requestId() {
        return u32At(at(0));
    }

    /** Opaque; names the payout that was agreed. */
    public int miningJobTokenLength() {
        return u8At(miningJobTokenAt - 1);
    }

    public void copyMiningJobToken(byte[] dst, int dstAt) {
        copy(miningJobTokenAt, miningJobTokenLength(), dst, dstAt);
    }

    /** A copy. */
    public byte[] miningJobToken() {
        return copyOf(miningJobTokenAt, miningJobTokenLength());
    }

    /** CompactSize count and outputs; the first pays the pool, its value is 0 here. */
    public int coinbaseTxOutputsLength() {
        return u16At(coinbaseTxOutputsAt - 2);
    }

    public void copyCoinbaseTxOutputs(byte[] dst, int dstAt) {
        copy(coinbaseTxOutputsAt, coinbaseTxOutputsLength(), dst, dstAt);
    }

    /** A copy. */
    public byte[] coinbaseTxOutputs() {
        return copyOf(coinbaseTxOutputsAt, coinbaseTxOutputsLength());
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, long requestId, byte[] miningJobToken, byte[] coinbaseTxOutputs) {
        out.begin(TYPE, CHANNEL_BIT)
                .putU32(requestId)
                .putBytes255(miningJobToken, 0, miningJobToken.length)
                .putBytes64K(coinbaseTxOutputs, 0, coinbaseTxOutputs.length);
        out.end();
    }
}
