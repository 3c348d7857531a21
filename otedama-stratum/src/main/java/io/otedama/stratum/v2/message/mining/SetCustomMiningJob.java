package io.otedama.stratum.v2.message.mining;

import io.otedama.chain.Hash256;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;
import java.util.List;

/** SetCustomMiningJob. Client to server: work that the client has put together itself. */
public final class SetCustomMiningJob extends MessageView {
    public static final int TYPE = 0x22;
    public static final boolean CHANNEL_BIT = true;

    private int miningJobTokenAt;
    private int versionAt;
    private int prevHashAt;
    private int minNtimeAt;
    private int nbitsAt;
    private int coinbaseTxVersionAt;
    private int coinbasePrefixAt;
    private int coinbaseTxInputNSequenceAt;
    private int coinbaseTxOutputsAt;
    private int coinbaseTxLocktimeAt;
    private int merklePathAt;

    public SetCustomMiningJob() {
        super(MessageType.SET_CUSTOM_MINING_JOB);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("channel_id", 4);
        take("request_id", 4);
        miningJobTokenAt = takeBytes255("mining_job_token");
        versionAt = take("version", 4);
        prevHashAt = take("prev_hash", U256_BYTES);
        minNtimeAt = take("min_ntime", 4);
        nbitsAt = take("nbits", 4);
        coinbaseTxVersionAt = take("coinbase_tx_version", 4);
        coinbasePrefixAt = takeBytes("coinbase_prefix", MAX_COINBASE_PREFIX_BYTES);
        coinbaseTxInputNSequenceAt = take("coinbase_tx_input_n_sequence", 4);
        coinbaseTxOutputsAt = takeBytes64K("coinbase_tx_outputs");
        coinbaseTxLocktimeAt = take("coinbase_tx_locktime", 4);
        merklePathAt = takeSequence255("merkle_path", U256_BYTES);
    }

    public long channelId() {
        return u32At(at(0));
    }

    /** Chosen by the client; the answer repeats it. */
    public long requestId() {
        return u32At(at(4));
    }

    /** Of the job declaration server. */
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

    /** As in the header. */
    public Hash256 prevHash() {
        return hashAt(prevHashAt);
    }

    /** Writes the 32 bytes, internal order. */
    public void copyPrevHash(byte[] dst, int dstAt) {
        copy(prevHashAt, U256_BYTES, dst, dstAt);
    }

    /** Smallest time of a header, unix seconds. */
    public long minNtime() {
        return u32At(minNtimeAt);
    }

    /** Compact target of the network. */
    public long nbits() {
        return u32At(nbitsAt);
    }

    public long coinbaseTxVersion() {
        return u32At(coinbaseTxVersionAt);
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

    public long coinbaseTxInputNSequence() {
        return u32At(coinbaseTxInputNSequenceAt);
    }

    /** CompactSize count and outputs. */
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
            long channelId,
            long requestId,
            byte[] miningJobToken,
            long version,
            Hash256 prevHash,
            long minNtime,
            long nbits,
            long coinbaseTxVersion,
            byte[] coinbasePrefix,
            long coinbaseTxInputNSequence,
            byte[] coinbaseTxOutputs,
            long coinbaseTxLocktime,
            List<Hash256> merklePath) {
        out.begin(TYPE, CHANNEL_BIT)
                .putU32(channelId)
                .putU32(requestId)
                .putBytes255(miningJobToken, 0, miningJobToken.length)
                .putU32(version)
                .putU256(prevHash)
                .putU32(minNtime)
                .putU32(nbits)
                .putU32(coinbaseTxVersion);
        requireCoinbasePrefix(coinbasePrefix);
        out.putBytes255(coinbasePrefix, 0, coinbasePrefix.length)
                .putU32(coinbaseTxInputNSequence)
                .putBytes64K(coinbaseTxOutputs, 0, coinbaseTxOutputs.length)
                .putU32(coinbaseTxLocktime)
                .putU8(merklePath.size());
        putHashes(out, merklePath);
        out.end();
    }
}
