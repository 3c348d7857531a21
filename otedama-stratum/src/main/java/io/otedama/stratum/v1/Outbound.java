package io.otedama.stratum.v1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What goes to one miner. Answers and small notifications gather in one pooled buffer until {@link #flush}; a job's line is
 * shared with all other connections and goes out as a view of its own, behind what was gathered. Event loop only; allocates
 * nothing per answer.
 */
@SuppressWarnings("FutureReturnValueIgnored") // void promises: a failed write ends the connection
final class Outbound {
    private static final int FIRST_BYTES = 512;

    private final Channel channel;
    private final IdTable ids;
    private final byte[] scratch;
    private @Nullable ByteBuf gathered;
    private boolean unflushed;

    /**
     * @param scratch room for the longest id and the start of an answer; shared by the connections of the loop
     */
    Outbound(Channel channel, IdTable ids, byte[] scratch) {
        this.channel = channel;
        this.ids = ids;
        this.scratch = scratch;
    }

    /**
     * Answers a request; nothing when it had no id.
     *
     * @param rest what follows the id, from {@link V1Replies}
     */
    void reply(long token, byte[] rest) {
        if (token == IdTable.NO_ID) {
            return;
        }
        byte[] head = V1Replies.HEAD;
        System.arraycopy(head, 0, scratch, 0, head.length);
        int length = ids.write(token, scratch, head.length);
        ByteBuf out = gathered();
        out.writeBytes(scratch, 0, length);
        out.writeBytes(rest);
    }

    /** Answers a line whose id could not be read. */
    void replyWithoutId(byte[] rest) {
        line(V1Replies.HEAD);
        line(V1Replies.NULL_ID);
        line(rest);
    }

    /** Gathers bytes as they are. */
    void line(byte[] bytes) {
        gathered().writeBytes(bytes);
    }

    /** Sends a shared line behind what was gathered; takes over the reference. */
    void shared(ByteBuf line) {
        writeGathered();
        unflushed = true;
        channel.write(line, channel.voidPromise());
    }

    /** Hands everything to the socket: one system call when it has room, none when there is nothing new. */
    void flush() {
        writeGathered();
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    /** Bytes that wait for the miner to read. */
    long pendingBytes() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        long written = buffer == null ? 0 : buffer.totalPendingWriteBytes();
        return gathered == null ? written : written + gathered.readableBytes();
    }

    /** The connection is gone. */
    void release() {
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

    private ByteBuf gathered() {
        ByteBuf out = gathered;
        if (out == null) {
            out = channel.alloc().directBuffer(FIRST_BYTES);
            gathered = out;
        }
        return out;
    }
}
