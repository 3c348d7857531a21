package io.otedama.stratum.v2.message.declaration;

import io.otedama.chain.Hash256;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;
import java.util.List;

/** DeclareMiningJob. Client to server: a job with all its transactions. */
public final class DeclareMiningJob extends MessageView {
    public static final int TYPE = 0x57;
    public static final boolean CHANNEL_BIT = false;

    private int miningJobTokenAt;
    private int versionAt;
    private int coinbaseTxPrefixAt;
    private int coinbaseTxSuffixAt;
    private int wtxidListAt;
    private int excessDataAt;

    public DeclareMiningJob() {
        super(MessageType.DECLARE_MINING_JOB);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("request_id", 4);
        miningJobTokenAt = takeBytes255("mining_job_token");
        versionAt = take("version", 4);
        coinbaseTxPrefixAt = takeBytes64K("coinbase_tx_prefix");
        coinbaseTxSuffixAt = takeBytes64K("coinbase_tx_suffix");
        wtxidListAt = takeSequence64K("wtxid_list", U256_BYTES);
        excessDataAt = takeBytes64K("excess_data");
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

    /** nVersion of the header. */
    public long version() {
        return u32At(versionAt);
    }

    /** Coinbase with witness marker, up to the extranonce. */
    public int coinbaseTxPrefixLength() {
        return u16At(coinbaseTxPrefixAt - 2);
    }

    public void copyCoinbaseTxPrefix(byte[] dst, int dstAt) {
        copy(coinbaseTxPrefixAt, coinbaseTxPrefixLength(), dst, dstAt);
    }

    /** A copy. */
    public byte[] coinbaseTxPrefix() {
        return copyOf(coinbaseTxPrefixAt, coinbaseTxPrefixLength());
    }

    /** Coinbase with witness, behind the extranonce. */
    public int coinbaseTxSuffixLength() {
        return u16At(coinbaseTxSuffixAt - 2);
    }

    public void copyCoinbaseTxSuffix(byte[] dst, int dstAt) {
        copy(coinbaseTxSuffixAt, coinbaseTxSuffixLength(), dst, dstAt);
    }

    /** A copy. */
    public byte[] coinbaseTxSuffix() {
        return copyOf(coinbaseTxSuffixAt, coinbaseTxSuffixLength());
    }

    /** Without the coinbase. */
    public int wtxidCount() {
        return u16At(wtxidListAt - 2);
    }

    public Hash256 wtxid(int index) {
        return hashAt(element(wtxidListAt, index, wtxidCount(), U256_BYTES));
    }

    /** Writes the 32 bytes, internal order. */
    public void copyWtxid(int index, byte[] dst, int dstAt) {
        copy(element(wtxidListAt, index, wtxidCount(), U256_BYTES), U256_BYTES, dst, dstAt);
    }

    /** For validation; chains that are not Bitcoin. */
    public int excessDataLength() {
        return u16At(excessDataAt - 2);
    }

    public void copyExcessData(byte[] dst, int dstAt) {
        copy(excessDataAt, excessDataLength(), dst, dstAt);
    }

    /** A copy. */
    public byte[] excessData() {
        return copyOf(excessDataAt, excessDataLength());
    }

    /** Appends a frame. */
    public static void encode(
            FrameWriter out,
            long requestId,
            byte[] miningJobToken,
            long version,
            byte[] coinbaseTxPrefix,
            byte[] coinbaseTxSuffix,
            List<Hash256> wtxidList,
            byte[] excessData) {
        out.begin(TYPE, CHANNEL_BIT)
                .putU32(requestId)
                .putBytes255(miningJobToken, 0, miningJobToken.length)
                .putU32(version)
                .putBytes64K(coinbaseTxPrefix, 0, coinbaseTxPrefix.length)
                .putBytes64K(coinbaseTxSuffix, 0, coinbaseTxSuffix.length)
                .putU16(wtxidList.size());
        putHashes(out, wtxidList);
        out.putBytes64K(excessData, 0, excessData.length);
        out.end();
    }
}
