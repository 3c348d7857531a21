package io.otedama.storage.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Writes at the end of one segment file. Room is made with zeros before anything is written into it, so a full disk shows
 * while no record has touched the file. After any exception the file is not written again. Not thread-safe.
 */
final class SegmentWriter implements Closeable {
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(256 << 10);

    private final JournalFile file;
    private final Segment segment;
    private final FrameFormatV1 format;
    private final JournalConfig config;
    private long position;
    private long allocated;
    private boolean forceFailed;

    /**
     * @param position where the next frame goes
     */
    SegmentWriter(JournalFile file, Segment segment, JournalConfig config, long position) throws IOException {
        this.file = file;
        this.segment = segment;
        this.format = new FrameFormatV1(segment.salt());
        this.config = config;
        this.position = position;
        this.allocated = file.size();
    }

    Segment segment() {
        return segment;
    }

    FrameFormatV1 format() {
        return format;
    }

    /** Whether this many more bytes belong into the next segment. */
    boolean isFullFor(int bytes) {
        return position > SegmentHeader.BYTES && position + bytes > config.segmentBytes();
    }

    void write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        makeRoom(position + length);
        file.write(bytes, position);
        position += length;
    }

    /** Nothing of this is safe before a force. */
    void makeRoom(long needed) throws IOException {
        if (needed <= allocated) {
            return;
        }
        long step = Math.max(needed, allocated + config.preallocationBytes());
        long target = Math.max(needed, Math.min(step, config.segmentBytes()));
        while (allocated < target) {
            ByteBuffer zeros = ZEROS.duplicate();
            zeros.limit((int) Math.min(zeros.capacity(), target - allocated));
            int length = zeros.remaining();
            file.write(zeros, allocated);
            allocated += length;
        }
    }

    void force() throws IOException {
        forceFailed = true;
        file.force();
        forceFailed = false;
    }

    /** Then no later force says anything about what was written before. */
    boolean hasForceFailed() {
        return forceFailed;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
