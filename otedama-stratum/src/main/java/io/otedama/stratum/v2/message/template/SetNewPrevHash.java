package io.otedama.stratum.v2.message.template;

import io.otedama.chain.Hash256;
import io.otedama.chain.Target;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** SetNewPrevHash. Server to client: a new block to build on, with a future template that was sent before. */
public final class SetNewPrevHash extends MessageView {
    public static final int TYPE = 0x72;
    public static final boolean CHANNEL_BIT = false;

    public SetNewPrevHash() {
        super(MessageType.TEMPLATE_SET_NEW_PREV_HASH);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("template_id", 8);
        take("prev_hash", U256_BYTES);
        take("header_timestamp", 4);
        take("n_bits", 4);
        take("target", U256_BYTES);
    }

    /** Grows. */
    public long templateId() {
        return u64At(at(0));
    }

    /** As in the header. */
    public Hash256 prevHash() {
        return hashAt(at(8));
    }

    /** Writes the 32 bytes, internal order. */
    public void copyPrevHash(byte[] dst, int dstAt) {
        copy(at(8), U256_BYTES, dst, dstAt);
    }

    /** Time to start with, unix seconds; not the smallest allowed. */
    public long headerTimestamp() {
        return u32At(at(40));
    }

    /** Compact target of the network. */
    public long nBits() {
        return u32At(at(44));
    }

    /** Largest hash of a block. */
    public Target target() {
        return targetAt(at(48));
    }

    /** Writes the 32 bytes, little endian. */
    public void copyTarget(byte[] dst, int dstAt) {
        copy(at(48), U256_BYTES, dst, dstAt);
    }

    /** Appends a frame. */
    public static void encode(
            FrameWriter out, long templateId, Hash256 prevHash, long headerTimestamp, long nBits, Target target) {
        out.begin(TYPE, CHANNEL_BIT)
                .putU64(templateId)
                .putU256(prevHash)
                .putU32(headerTimestamp)
                .putU32(nBits)
                .putU256(target);
        out.end();
    }
}
