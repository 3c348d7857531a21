package io.otedama.stratum.v2.message.mining;

import io.otedama.chain.Target;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** OpenExtendedMiningChannel. Client to server: a channel with an extranonce to roll. */
public final class OpenExtendedMiningChannel extends MessageView {
    public static final int TYPE = 0x13;
    public static final boolean CHANNEL_BIT = false;

    private int userIdentityAt;
    private int nominalHashRateAt;
    private int maxTargetAt;
    private int minExtranonceSizeAt;

    public OpenExtendedMiningChannel() {
        super(MessageType.OPEN_EXTENDED_MINING_CHANNEL);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("request_id", 4);
        userIdentityAt = takeBytes255("user_identity");
        nominalHashRateAt = take("nominal_hash_rate", 4);
        maxTargetAt = take("max_target", U256_BYTES);
        minExtranonceSizeAt = take("min_extranonce_size", 2);
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

    /** Bytes of extranonce that the client needs at least. */
    public int minExtranonceSize() {
        return u16At(minExtranonceSizeAt);
    }

    /** Appends a frame. */
    public static void encode(
            FrameWriter out,
            long requestId,
            String userIdentity,
            float nominalHashRate,
            Target maxTarget,
            int minExtranonceSize) {
        out.begin(TYPE, CHANNEL_BIT)
                .putU32(requestId)
                .putString255(userIdentity)
                .putF32(nominalHashRate)
                .putU256(maxTarget)
                .putU16(minExtranonceSize);
        out.end();
    }
}
