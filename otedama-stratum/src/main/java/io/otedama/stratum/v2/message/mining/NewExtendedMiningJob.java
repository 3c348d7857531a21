package io.otedama.stratum.v2.message.mining;

import io.otedama.chain.Hash256;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;
import java.util.List;

/** NewExtendedMiningJob. Server to client: work for an extended channel or for a group. */
public final class NewExtendedMiningJob extends MessageView {
    public static final int TYPE = 0x1f;
    public static final boolean CHANNEL_BIT = true;

    private int minNtimeAt;
    private int versionAt;
    private int versionRollingAllowedAt;
    private int merklePathAt;
    private int coinbaseTxPrefixAt;
    private int coinbaseTxSuffixAt;

    public NewExtendedMiningJob() {
        super(MessageType.NEW_EXTENDED_MINING_JOB);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("channel_id", 4);
        take("job_id", 4);
        minNtimeAt = takeOptionU32("min_ntime");
        versionAt = take("version", 4);
        versionRollingAllowedAt = take("version_rolling_allowed", 1);
        merklePathAt = takeSequence255("merkle_path", U256_BYTES);
        coinbaseTxPrefixAt = takeBytes64K("coinbase_tx_prefix");
        coinbaseTxSuffixAt = takeBytes64K("coinbase_tx_suffix");
    }

    public long channelId() {
        return u32At(at(0));
    }

    public long jobId() {
        return u32At(at(4));
    }

    /** Smallest time of a header, unix seconds; ABSENT: a future job, kept until SetNewPrevHash names it. */
    public long minNtime() {
        return optionU32At(minNtimeAt);
    }

    /** True for a job that waits for SetNewPrevHash. */
    public boolean isFuture() {
        return minNtime() == ABSENT;
    }

    /** nVersion of the header. */
    public long version() {
        return u32At(versionAt);
    }

    /** May bits 5 to 28 of the version differ? */
    public boolean versionRollingAllowed() {
        return boolAt(versionRollingAllowedAt);
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

    /** Coinbase without witness, up to the extranonce. */
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

    /** Coinbase without witness, behind the extranonce. */
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

    /** Appends a frame. */
    public static void encode(
            FrameWriter out,
            long channelId,
            long jobId,
            long minNtime,
            long version,
            boolean versionRollingAllowed,
            List<Hash256> merklePath,
            byte[] coinbaseTxPrefix,
            byte[] coinbaseTxSuffix) {
        out.begin(TYPE, CHANNEL_BIT).putU32(channelId).putU32(jobId);
        putOption(out, minNtime);
        out.putU32(version).putBool(versionRollingAllowed).putU8(merklePath.size());
        putHashes(out, merklePath);
        out.putBytes64K(coinbaseTxPrefix, 0, coinbaseTxPrefix.length)
                .putBytes64K(coinbaseTxSuffix, 0, coinbaseTxSuffix.length);
        out.end();
    }
}
