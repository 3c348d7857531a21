package io.otedama.stratum.client.sv2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.otedama.stratum.client.ExtranonceSpace;
import io.otedama.stratum.client.PendingSubmits;
import io.otedama.stratum.client.SubmitListener;
import io.otedama.stratum.client.SubmitOutcome;
import io.otedama.stratum.client.SubmitReply;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.ErrorCodes;
import io.otedama.stratum.v2.message.mining.SubmitSharesExtended;
import io.otedama.stratum.v2.message.mining.SubmitSharesStandard;

/**
 * The shares of one channel: numbers them, sends them in the order of their numbers, and finds them again when the server
 * answers. {@link #submit} may be called from any thread, the rest on the event loop.
 *
 * <pre>
 *   SubmitShares.Success(last)    every outstanding number up to last is accepted
 *   SubmitShares.Error(number)    that one is refused
 * </pre>
 */
@SuppressWarnings("FutureReturnValueIgnored") // failed writes show as the end of the connection
final class ShareDesk {
    private static final long FIRST_NUMBER = 1;
    private static final long U32 = 0xffff_ffffL;

    private final PendingSubmits pending;
    private final FrameWriter writer = new FrameWriter();

    /** @param maxOutstanding a power of two */
    ShareDesk(int maxOutstanding) {
        pending = new PendingSubmits(maxOutstanding, FIRST_NUMBER);
    }

    int outstanding() {
        return pending.size();
    }

    /** Sends a share, or tells the listener at once that it was not sent. */
    void submit(
            Channel open,
            long deadlineNs,
            long token,
            Sv2Job job,
            byte[] extranonce,
            int time,
            int nonce,
            int version,
            SubmitListener listener) {
        if (extranonce.length > ExtranonceSpace.MAX_BYTES) {
            throw new IllegalArgumentException("an extranonce has at most " + ExtranonceSpace.MAX_BYTES + " bytes");
        }
        synchronized (writer) { // what is numbered first is sent first: answers speak for all numbers up to theirs
            long number = pending.add(token, listener, deadlineNs);
            if (number > 0) {
                write(number, job, extranonce, time, nonce, version);
                ByteBuf frame = open.alloc().heapBuffer(writer.length()).writeBytes(writer.array(), 0, writer.length());
                open.writeAndFlush(frame, open.voidPromise());
                return;
            }
        }
        listener.onReply(token, SubmitOutcome.NOT_SENT, 0, "no connection, or too many submits outstanding");
    }

    private void write(long number, Sv2Job job, byte[] extranonce, int time, int nonce, int version) {
        writer.reset();
        long channel = job.channel().id();
        if (job.channel().kind() == ChannelKind.EXTENDED) {
            SubmitSharesExtended.encode(writer, channel, number, job.id(), nonce, time, version, extranonce);
        } else {
            SubmitSharesStandard.encode(writer, channel, number, job.id(), nonce, time, version);
        }
    }

    /** @param lastNumber unsigned 32 bit, the low bits of a number */
    void accepted(long lastNumber) {
        pending.acceptThrough(whole(lastNumber));
    }

    void refused(long number, String errorCode) {
        pending.complete(whole(number), SubmitOutcome.REJECTED, codeOf(errorCode), errorCode);
    }

    void expire(long nowNs) {
        pending.expire(nowNs);
    }

    void close(String words) {
        pending.close(words);
    }

    /** Numbers go on beyond 32 bits; meant is the last one that was given out and ends like this. */
    private long whole(long number) {
        long newest = pending.newestId();
        return newest - ((newest - number) & U32);
    }

    /** The code by which the same refusal is counted in Stratum V1. */
    static int codeOf(String errorCode) {
        return switch (errorCode) {
            case ErrorCodes.STALE_SHARE, ErrorCodes.INVALID_JOB_ID -> SubmitReply.JOB_NOT_FOUND;
            case ErrorCodes.DUPLICATE_SHARE -> SubmitReply.DUPLICATE_SHARE;
            case ErrorCodes.DIFFICULTY_TOO_LOW -> SubmitReply.LOW_DIFFICULTY;
            default -> SubmitReply.OTHER;
        };
    }
}
