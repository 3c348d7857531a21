package io.otedama.stratum.v2.message.mining;

import io.otedama.chain.Target;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** OpenStandardMiningChannel. Client to server: a channel for header-only mining. */
public final class OpenStandardMiningChannel extends MessageView {
    public static final int TYPE = 0x10;
    public static final boolean CHANNEL_BIT = false;

    private int userIdentityAt;
    private int nominalHashRateAt;
    private int maxTargetAt;

    public OpenStandardMiningChannel() {
        super(MessageType.OPEN_STANDARD_MINING_CHANNEL);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("request_id", 4);
        userIdentityAt = takeBytes255("user_identity");
        nominalHashRateAt = take("nominal_hash_rate", 4);
        maxTargetAt = take("max_target", U256_BYTES);
    }

    /** Chosen by the client; the answer repeats it. */
    public long requestId() {
        return u32At(at(0));
    }

    /** Who is paid, as the client names itself. */
    public String userIdentity() {
        return textAt(userIdentityAt);
    }

    /** Hashes per second that the client expects; any bits, infinite and not-a-number included. */
    public float nominalHashRate() {
        return f32At(nominalHashRateAt);
    }

    /** Easiest target that the client can work with. */
    public Target maxTarget() {
        return targetAt(maxTargetAt);
    }

    /** Writes the 32 bytes, little endian. */
    public void copyMaxTarget(byte[] dst, int dstAt) {
        copy(maxTargetAt, U256_BYTES, dst, dstAt);
    }

    /** Appends a frame. */
    public static void encode(
            FrameWriter out, long requestId, String userIdentity, float nominalHashRate, Target maxTarget) {
        out.begin(TYPE, CHANNEL_BIT)
                .putU32(requestId)
                .putString255(userIdentity)
                .putF32(nominalHashRate)
                .putU256(maxTarget);
        out.end();
    }
}
