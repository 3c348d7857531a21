package io.otedama.stratum.v1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.otedama.stratum.loop.Outbound;

/** What goes to one Stratum V1 miner: answers with the id of their request, and lines. Event loop only. */
final class V1Outbound extends Outbound {
    private final IdTable ids;
    private final byte[] scratch;

    /**
     * @param scratch room for the longest id and the start of an answer; shared by the connections of the loop
     */
    V1Outbound(Channel channel, IdTable ids, byte[] scratch) {
        super(channel);
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
}
