package io.otedama.stratum.v2;

import io.netty.channel.Channel;
import io.otedama.stratum.loop.Outbound;
import io.otedama.stratum.v2.frame.FrameBuffers;
import io.otedama.stratum.v2.frame.FrameCipher;
import io.otedama.stratum.v2.frame.FrameEncoder;
import io.otedama.stratum.v2.frame.FrameWriter;

/** What goes to one Stratum V2 peer: frames, sealed one after the other. Event loop only. */
final class V2Outbound extends Outbound {
    private final FrameWriter writer;
    private final FrameEncoder encoder;

    /**
     * @param writer of the loop; empty between two uses
     */
    V2Outbound(Channel channel, FrameCipher cipher, FrameBuffers buffers, FrameWriter writer) {
        super(channel);
        this.writer = writer;
        this.encoder = new FrameEncoder(cipher, buffers);
    }

    /** Where to write the next frames; {@link #seal} sends them. */
    FrameWriter frames() {
        return writer;
    }

    /** Seals what has been written behind what was gathered. */
    void seal() {
        if (writer.length() > 0) {
            encoder.encode(writer, gathered());
            writer.reset();
        }
    }
}
