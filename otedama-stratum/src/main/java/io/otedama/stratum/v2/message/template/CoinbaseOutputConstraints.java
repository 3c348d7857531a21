package io.otedama.stratum.v2.message.template;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** CoinbaseOutputConstraints. Client to server, right after the setup: room that templates must leave for outputs of the client. */
public final class CoinbaseOutputConstraints extends MessageView {
    public static final int TYPE = 0x70;
    public static final boolean CHANNEL_BIT = false;

    public CoinbaseOutputConstraints() {
        super(MessageType.COINBASE_OUTPUT_CONSTRAINTS);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("coinbase_output_max_additional_size", 4);
        take("coinbase_output_max_additional_sigops", 2);
    }

    /** Bytes. */
    public long coinbaseOutputMaxAdditionalSize() {
        return u32At(at(0));
    }

    /** Signature operations. */
    public int coinbaseOutputMaxAdditionalSigops() {
        return u16At(at(4));
    }

    /** Appends a frame. */
    public static void encode(
            FrameWriter out, long coinbaseOutputMaxAdditionalSize, int coinbaseOutputMaxAdditionalSigops) {
        out.begin(TYPE, CHANNEL_BIT).putU32(coinbaseOutputMaxAdditionalSize).putU16(coinbaseOutputMaxAdditionalSigops);
        out.end();
    }
}
