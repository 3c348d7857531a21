package io.otedama.stratum.loop;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What goes to one miner. Answers and small notifications gather in one pooled buffer until {@link #flush}; what is shared
 * with other connections goes out as a view of its own, behind what was gathered. Event loop only; allocates nothing per
 * answer.
 */
@SuppressWarnings("FutureReturnValueIgnored") // void promises: a failed write ends the connection
public class Outbound {
    private static final int FIRST_BYTES = 512;

    private final Channel channel;
    private @Nullable ByteBuf gathered;
    private boolean unflushed;

    public Outbound(Channel channel) {
        this.channel = channel;
    }

    /** Sends a shared buffer behind what was gathered; takes over the reference. */
    public final void shared(ByteBuf bytes) {
        writeGathered();
        unflushed = true;
        channel.write(bytes, channel.voidPromise());
    }

    /** Hands everything to the socket: one system call when it has room, none when there is nothing new. */
    public final void flush() {
        writeGathered();
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    /** Bytes that wait for the miner to read. */
    public final long pendingBytes() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        long written = buffer == null ? 0 : buffer.totalPendingWriteBytes();
        return gathered == null ? written : written + gathered.readableBytes();
    }

    /** The connection is gone. */
    public final void release() {
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
    }

    private void writeGathered() {
        ByteBuf out = gathered;
        if (out != null) {
            gathered = null;
            unflushed = true;
            channel.write(out, channel.voidPromise());
        }
    }

    /** Where the next bytes belong; use it at once, the next flush takes it away. */
    public final ByteBuf gathered() {
        ByteBuf out = gathered;
        if (out == null) {
            out = channel.alloc().directBuffer(FIRST_BYTES);
            gathered = out;
        }
        return out;
    }
}
