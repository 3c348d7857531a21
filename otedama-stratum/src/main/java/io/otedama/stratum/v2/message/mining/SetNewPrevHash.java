package io.otedama.stratum.v2.message.mining;

import io.otedama.chain.Hash256;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** SetNewPrevHash. Server to client: a new block to build on; of the future jobs this one is valid now, all other jobs are not any more. */
public final class SetNewPrevHash extends MessageView {
    public static final int TYPE = 0x20;
    public static final boolean CHANNEL_BIT = true;

    public SetNewPrevHash() {
        super(MessageType.SET_NEW_PREV_HASH);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("channel_id", 4);
        take("job_id", 4);
        take("prev_hash", U256_BYTES);
        take("min_ntime", 4);
        take("nbits", 4);
    }

    public long channelId() {
        return u32At(at(0));
    }

    public long jobId() {
        return u32At(at(4));
    }

    /** As in the header. */
    public Hash256 prevHash() {
        return hashAt(at(8));
    }

    /** Writes the 32 bytes, internal order. */
    public void copyPrevHash(byte[] dst, int dstAt) {
        copy(at(8), U256_BYTES, dst, dstAt);
    }

    /** Smallest time of a header, unix seconds. */
    public long minNtime() {
        return u32At(at(40));
    }

    /** Compact target of the network. */
    public long nbits() {
        return u32At(at(44));
    }

    /** Appends a frame. */
    public static void encode(
            FrameWriter out, long channelId, long jobId, Hash256 prevHash, long minNtime, long nbits) {
        out.begin(TYPE, CHANNEL_BIT)
                .putU32(channelId)
                .putU32(jobId)
                .putU256(prevHash)
                .putU32(minNtime)
                .putU32(nbits);
        out.end();
    }
}
