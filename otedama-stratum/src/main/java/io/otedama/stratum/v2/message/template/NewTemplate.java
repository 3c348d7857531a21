package io.otedama.stratum.v2.message.template;

import io.otedama.chain.Hash256;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;
import java.util.List;

/** NewTemplate. Server to client: what a block could contain. */
public final class NewTemplate extends MessageView {
    public static final int TYPE = 0x71;
    public static final boolean CHANNEL_BIT = false;

    private int coinbasePrefixAt;
    private int coinbaseTxInputSequenceAt;
    private int coinbaseTxValueRemainingAt;
    private int coinbaseTxOutputsCountAt;
    private int coinbaseTxOutputsAt;
    private int coinbaseTxLocktimeAt;
    private int merklePathAt;

    public NewTemplate() {
        super(MessageType.NEW_TEMPLATE);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("template_id", 8);
        take("future_template", 1);
        take("version", 4);
        take("coinbase_tx_version", 4);
        coinbasePrefixAt = takeBytes("coinbase_prefix", MAX_COINBASE_PREFIX_BYTES);
        coinbaseTxInputSequenceAt = take("coinbase_tx_input_sequence", 4);
        coinbaseTxValueRemainingAt = take("coinbase_tx_value_remaining", 8);
        coinbaseTxOutputsCountAt = take("coinbase_tx_outputs_count", 4);
        coinbaseTxOutputsAt = takeBytes64K("coinbase_tx_outputs");
        coinbaseTxLocktimeAt = take("coinbase_tx_locktime", 4);
        merklePathAt = takeSequence255("merkle_path", U256_BYTES);
    }

    /** Grows. */
    public long templateId() {
        return u64At(at(0));
    }

    /** Kept until SetNewPrevHash names it. */
    public boolean futureTemplate() {
        return boolAt(at(8));
    }

    /** nVersion of the header. */
    public long version() {
        return u32At(at(9));
    }

    public long coinbaseTxVersion() {
        return u32At(at(13));
    }

    /** Start of the scriptSig: height. */
    public int coinbasePrefixLength() {
        return u8At(coinbasePrefixAt - 1);
    }

    public void copyCoinbasePrefix(byte[] dst, int dstAt) {
        copy(coinbasePrefixAt, coinbasePrefixLength(), dst, dstAt);
    }

    /** A copy. */
    public byte[] coinbasePrefix() {
        return copyOf(coinbasePrefixAt, coinbasePrefixLength());
    }

    public long coinbaseTxInputSequence() {
        return u32At(coinbaseTxInputSequenceAt);
    }

    /** Base units that outputs of the client may take. */
    public long coinbaseTxValueRemaining() {
        return u64At(coinbaseTxValueRemainingAt);
    }

    public long coinbaseTxOutputsCount() {
        return u32At(coinbaseTxOutputsCountAt);
    }

    /** Outputs that must come last, without a count. */
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

    public long coinbaseTxLocktime() {
        return u32At(coinbaseTxLocktimeAt);
    }

    /** Hashes to fold the coinbase txid with, deepest first, each on the right. */
    public int merklePathNodeCount() {
        return u8At(merklePathAt - 1);
    }

    public Hash256 merklePathNode(int index) {
        return hashAt(element(merklePathAt, index, merklePathNodeCount(), U256_BYTES));
    }

    /** Writes the 32 bytes, internal order. */
    public void copyMerklePathNode(int index, byte[] dst, int dstAt) {
        copy(element(merklePathAt, index, merklePathNodeCount(), U256_BYTES), U256_BYTES, dst, dstAt);
    }

    /** Appends a frame. */
    public static void encode(
            FrameWriter out,
            long templateId,
            boolean futureTemplate,
            long version,
            long coinbaseTxVersion,
            byte[] coinbasePrefix,
            long coinbaseTxInputSequence,
            long coinbaseTxValueRemaining,
            long coinbaseTxOutputsCount,
            byte[] coinbaseTxOutputs,
            long coinbaseTxLocktime,
            List<Hash256> merklePath) {
        out.begin(TYPE, CHANNEL_BIT)
                .putU64(templateId)
                .putBool(futureTemplate)
                .putU32(version)
                .putU32(coinbaseTxVersion);
        requireCoinbasePrefix(coinbasePrefix);
        out.putBytes255(coinbasePrefix, 0, coinbasePrefix.length)
                .putU32(coinbaseTxInputSequence)
                .putU64(coinbaseTxValueRemaining)
                .putU32(coinbaseTxOutputsCount)
                .putBytes64K(coinbaseTxOutputs, 0, coinbaseTxOutputs.length)
                .putU32(coinbaseTxLocktime)
                .putU8(merklePath.size());
        putHashes(out, merklePath);
        out.end();
    }
}
