package io.otedama.stratum.transport;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a socket delivers into lines, straight from the read buffer. Ends of line are LF or CRLF; empty lines are
 * skipped. Only an unfinished line, or lines that the sink does not want yet, are copied aside. One per connection, event
 * loop only.
 *
 * <pre>
 *   read buffer: ...}\n{...}\n{"id":4,"met      pending: what is left when the sink stops or the line is unfinished
 *                -----&gt; sink   ------------&gt; pending          next read is appended, then decoding goes on
 * </pre>
 */
public final class LineDecoder {
    private static final byte LF = '\n';
    private static final byte CR = '\r';

    /** How decoding ended. */
    public enum Outcome {
        OK,
        /** A line is longer than the limit; nothing of it was parsed. */
        LINE_TOO_LONG,
        /** More arrived than may wait. */
        TOO_MUCH_PENDING
    }

    private final int maxLineBytes;
    private final int maxPendingBytes;
    private final byte[] line;
    private @Nullable ByteBuf pending;
    private int scanned;

    /**
     * @param line room for the longest line; may be shared by the connections of one event loop
     */
    public LineDecoder(int maxLineBytes, int maxPendingBytes, byte[] line) {
        if (line.length < maxLineBytes) {
            throw new IllegalArgumentException("no room for a line of " + maxLineBytes + " bytes");
        }
        this.maxLineBytes = maxLineBytes;
        this.maxPendingBytes = maxPendingBytes;
        this.line = line;
    }

    /** Decodes what has been read; releases {@code in}. After an outcome other than OK the connection must be closed. */
    public Outcome feed(ByteBuf in, LineSink sink) {
        try {
            ByteBuf waiting = pending;
            if (waiting != null) {
                if (waiting.readableBytes() + in.readableBytes() > maxPendingBytes) {
                    return Outcome.TOO_MUCH_PENDING;
                }
                waiting.writeBytes(in);
                return resume(sink);
            }
            Outcome outcome = decode(in, sink);
            if (outcome == Outcome.OK && in.isReadable()) {
                if (in.readableBytes() > maxPendingBytes) {
                    return Outcome.TOO_MUCH_PENDING;
                }
                pending = in.alloc().buffer(in.readableBytes()).writeBytes(in);
            }
            return outcome;
        } finally {
            in.release();
        }
    }

    /** Goes on with what is waiting. */
    public Outcome resume(LineSink sink) {
        ByteBuf waiting = pending;
        if (waiting == null) {
            return Outcome.OK;
        }
        Outcome outcome = decode(waiting, sink);
        if (waiting.isReadable()) {
            waiting.discardSomeReadBytes();
        } else {
            release();
        }
        return outcome;
    }

    /** Bytes that wait. */
    public int pendingBytes() {
        return pending == null ? 0 : pending.readableBytes();
    }

    /** Gives back what is waiting; the connection is gone. */
    public void release() {
        if (pending != null) {
            pending.release();
            pending = null;
        }
        scanned = 0;
    }

    private Outcome decode(ByteBuf in, LineSink sink) {
        while (sink.isReady()) {
            int start = in.readerIndex();
            int end = in.indexOf(start + scanned, in.writerIndex(), LF);
            if (end < 0) {
                scanned = in.readableBytes();
                return scanned > maxLineBytes ? Outcome.LINE_TOO_LONG : Outcome.OK;
            }
            scanned = 0;
            int length = end - start;
            if (length > maxLineBytes) {
                return Outcome.LINE_TOO_LONG;
            }
            in.getBytes(start, line, 0, length);
            in.readerIndex(end + 1);
            if (length > 0 && line[length - 1] == CR) {
                length--;
            }
            if (length > 0) {
                sink.onLine(line, length);
            }
        }
        return Outcome.OK;
    }
}
