package io.otedama.stratum.v2.message.mining;

import io.otedama.chain.Target;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** UpdateChannel. Client to server: hash rate or limit of a channel have changed. Only a failure is answered. */
public final class UpdateChannel extends MessageView {
    public static final int TYPE = 0x16;
    public static final boolean CHANNEL_BIT = true;

    public UpdateChannel() {
        super(MessageType.UPDATE_CHANNEL);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("channel_id", 4);
        take("nominal_hash_rate", 4);
        take("maximum_target", U256_BYTES);
    }

    public long channelId() {
        return u32At(at(0));
    }

    /** Hashes per second that the client expects; any bits, infinite and not-a-number included. */
    public float nominalHashRate() {
        return f32At(at(4));
    }

    /** Easiest target that the client can work with. */
    public Target maximumTarget() {
        return targetAt(at(8));
    }

    /** Writes the 32 bytes, little endian. */
    public void copyMaximumTarget(byte[] dst, int dstAt) {
        copy(at(8), U256_BYTES, dst, dstAt);
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, long channelId, float nominalHashRate, Target maximumTarget) {
        out.begin(TYPE, CHANNEL_BIT).putU32(channelId).putF32(nominalHashRate).putU256(maximumTarget);
        out.end();
    }
}
