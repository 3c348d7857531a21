package io.otedama.stratum.v2.message.declaration;

import io.otedama.chain.Hash256;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** PushSolution. Client to server: a block was found for the job declared last. */
public final class PushSolution extends MessageView {
    public static final int TYPE = 0x60;
    public static final boolean CHANNEL_BIT = false;

    private int extranonceAt;
    private int prevHashAt;
    private int nonceAt;
    private int ntimeAt;
    private int nbitsAt;
    private int versionAt;

    public PushSolution() {
        super(MessageType.PUSH_SOLUTION);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        extranonceAt = takeBytes("extranonce", 32);
        prevHashAt = take("prev_hash", U256_BYTES);
        nonceAt = take("nonce", 4);
        ntimeAt = take("ntime", 4);
        nbitsAt = take("nbits", 4);
        versionAt = take("version", 4);
    }

    /** All of it, prefix included. */
    public int extranonceLength() {
        return u8At(extranonceAt - 1);
    }

    public void copyExtranonce(byte[] dst, int dstAt) {
        copy(extranonceAt, extranonceLength(), dst, dstAt);
    }

    /** A copy. */
    public byte[] extranonce() {
        return copyOf(extranonceAt, extranonceLength());
    }

    /** As in the header. */
    public Hash256 prevHash() {
        return hashAt(prevHashAt);
    }

    /** Writes the 32 bytes, internal order. */
    public void copyPrevHash(byte[] dst, int dstAt) {
        copy(prevHashAt, U256_BYTES, dst, dstAt);
    }

    public long nonce() {
        return u32At(nonceAt);
    }

    /** Unix seconds. */
    public long ntime() {
        return u32At(ntimeAt);
    }

    public long nbits() {
        return u32At(nbitsAt);
    }

    /** nVersion of the header. */
    public long version() {
        return u32At(versionAt);
    }

    /** Appends a frame. */
    public static void encode(
            FrameWriter out, byte[] extranonce, Hash256 prevHash, long nonce, long ntime, long nbits, long version) {
        out.begin(TYPE, CHANNEL_BIT)
                .putBytes32(extranonce, 0, extranonce.length)
                .putU256(prevHash)
                .putU32(nonce)
                .putU32(ntime)
                .putU32(nbits)
                .putU32(version);
        out.end();
    }
}
