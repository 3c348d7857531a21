package io.otedama.storage.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Walks over the frames of one segment file, reading it in blocks that grow while it is read on. Allocates nothing per
 * frame. Not thread-safe.
 *
 * <pre>
 *   file    … | frames read before | current | ahead … | …
 *   block                          at        ^         filled
 * </pre>
 */
final class FrameReader implements Closeable {
    private static final int FIRST_BLOCK_BYTES = 16 << 10;
    private static final int MAX_BLOCK_BYTES = 1 << 20;

    private final JournalFile file;
    private final FrameFormat format;
    private ByteBuffer block = allocate(FIRST_BLOCK_BYTES);
    private ByteBuffer view = block.duplicate();
    private long blockOffset = SegmentHeader.BYTES;
    private int filled;
    private int at;
    private int frame;
    private int readAhead = FIRST_BLOCK_BYTES;

    FrameReader(JournalFile file, Segment segment) {
        this.file = file;
        this.format = FrameFormat.of(segment);
    }

    private static ByteBuffer allocate(int capacity) {
        return ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Moves past the current frame. False when no valid frame begins there; the offset then stays at that place. */
    boolean next() throws IOException {
        at += frame;
        frame = 0;
        int found = format.check(block, view, at, filled);
        while (found < 0) {
            if (!read(-found)) {
                return false;
            }
            found = format.check(block, view, at, filled);
        }
        frame = found;
        return found > 0;
    }

    /** Makes at least this many bytes available from the current offset on; false when the file ends before. */
    private boolean read(int needed) throws IOException {
        blockOffset += at;
        at = 0;
        int wanted = Math.max(needed, readAhead);
        readAhead = Math.min(MAX_BLOCK_BYTES, 2 * readAhead);
        if (wanted > block.capacity()) {
            block = allocate(Math.max(wanted, Math.min(MAX_BLOCK_BYTES, 4 * block.capacity())));
            view = block.duplicate();
        }
        view.limit(wanted).position(0);
        filled = file.read(view, blockOffset);
        return filled >= needed;
    }

    /** What was read ahead may have changed on disk since: the next frame is read anew. */
    void forgetAhead() {
        blockOffset += at + frame;
        at = 0;
        frame = 0;
        filled = 0;
        readAhead = FIRST_BLOCK_BYTES;
    }

    /** Goes to another place of the file; {@link #next()} then looks at the frame that begins there. */
    void seek(long offset) {
        long inBlock = offset - blockOffset;
        frame = 0;
        if (inBlock >= 0 && inBlock <= filled) {
            at = (int) inBlock;
        } else {
            blockOffset = offset;
            at = 0;
            filled = 0;
        }
    }

    /** The 8 bytes at the current offset; 0 beyond the end of the file. */
    long peek() throws IOException {
        if (filled - at < Long.BYTES && !read(Long.BYTES)) {
            return 0;
        }
        return block.getLong(at);
    }

    /** Where the current frame begins, from the beginning of the file. */
    long offset() {
        return blockOffset + at;
    }

    /** Where the current frame ends. */
    long endOffset() {
        return blockOffset + at + frame;
    }

    ByteBuffer bytes() {
        return block;
    }

    /** Of the current frame's record in {@link #bytes()}. */
    int recordOffset() {
        return at + format.recordOffset();
    }

    long sequence() {
        return format.sequence(block, at);
    }

    long forced() {
        return format.forced(block, at);
    }

    boolean isClose() {
        return format.isClose(block, at);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
