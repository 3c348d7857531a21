package io.otedama.stratum.v2.message.template;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** SubmitSolution. Client to server: a block was found. */
public final class SubmitSolution extends MessageView {
    public static final int TYPE = 0x76;
    public static final boolean CHANNEL_BIT = false;

    private int coinbaseTxAt;

    public SubmitSolution() {
        super(MessageType.SUBMIT_SOLUTION);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("template_id", 8);
        take("version", 4);
        take("header_timestamp", 4);
        take("header_nonce", 4);
        coinbaseTxAt = takeBytes64K("coinbase_tx");
    }

    /** Grows. */
    public long templateId() {
        return u64At(at(0));
    }

    /** nVersion of the header. */
    public long version() {
        return u32At(at(8));
    }

    /** Unix seconds. */
    public long headerTimestamp() {
        return u32At(at(12));
    }

    public long headerNonce() {
        return u32At(at(16));
    }

    /** Whole, with witness. */
    public int coinbaseTxLength() {
        return u16At(coinbaseTxAt - 2);
    }

    public void copyCoinbaseTx(byte[] dst, int dstAt) {
        copy(coinbaseTxAt, coinbaseTxLength(), dst, dstAt);
    }

    /** A copy. */
    public byte[] coinbaseTx() {
        return copyOf(coinbaseTxAt, coinbaseTxLength());
    }

    /** Appends a frame. */
    public static void encode(
            FrameWriter out, long templateId, long version, long headerTimestamp, long headerNonce, byte[] coinbaseTx) {
        out.begin(TYPE, CHANNEL_BIT)
                .putU64(templateId)
                .putU32(version)
                .putU32(headerTimestamp)
                .putU32(headerNonce)
                .putBytes64K(coinbaseTx, 0, coinbaseTx.length);
        out.end();
    }
}
