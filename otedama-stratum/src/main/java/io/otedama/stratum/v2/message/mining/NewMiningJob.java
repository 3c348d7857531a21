package io.otedama.stratum.v2.message.mining;

import io.otedama.chain.Hash256;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** NewMiningJob. Server to client: work for a standard channel. */
public final class NewMiningJob extends MessageView {
    public static final int TYPE = 0x15;
    public static final boolean CHANNEL_BIT = true;

    private int minNtimeAt;
    private int versionAt;
    private int merkleRootAt;

    public NewMiningJob() {
        super(MessageType.NEW_MINING_JOB);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("channel_id", 4);
        take("job_id", 4);
        minNtimeAt = takeOptionU32("min_ntime");
        versionAt = take("version", 4);
        merkleRootAt = take("merkle_root", U256_BYTES);
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

    /** As in the header. */
    public Hash256 merkleRoot() {
        return hashAt(merkleRootAt);
    }

    /** Writes the 32 bytes, internal order. */
    public void copyMerkleRoot(byte[] dst, int dstAt) {
        copy(merkleRootAt, U256_BYTES, dst, dstAt);
    }

    /** Appends a frame. */
    public static void encode(
            FrameWriter out, long channelId, long jobId, long minNtime, long version, Hash256 merkleRoot) {
        out.begin(TYPE, CHANNEL_BIT).putU32(channelId).putU32(jobId);
        putOption(out, minNtime);
        out.putU32(version).putU256(merkleRoot);
        out.end();
    }
}
