package io.otedama.storage.journal;

import io.otedama.spi.RecordView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The frames that are not safe on disk yet, in memory. Not thread-safe.
 *
 * <pre>
 *   0 … kept … end         kept: acknowledged, no force has covered them (interval mode only)
 *   [ kept ][ pending ]    pending: appended since the last flush
 * </pre>
 */
final class FrameBatch {
    /** More than this is not taken before a flush. */
    static final int MAX_BYTES = 64 << 20;

    private static final int INITIAL_BYTES = 64 << 10;

    /** A buffer that one large batch has blown up beyond this is given back. */
    private static final int IDLE_BYTES = 4 << 20;

    private ByteBuffer bytes = allocate(INITIAL_BYTES);
    private ByteBuffer view = bytes.duplicate();
    private int kept;
    private int end;

    private static ByteBuffer allocate(int capacity) {
        return ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** False when there is no room for it; nothing was added. */
    boolean add(RecordView record, long sequence) {
        int length = record.length();
        int frame = FrameFormatV1.bytes(length);
        if (end > MAX_BYTES - frame) {
            return false;
        }
        if (end + frame > bytes.capacity()) {
            resize(Math.min(MAX_BYTES, Math.max(2 * bytes.capacity(), end + frame)));
        }
        bytes.putLong(end + frame - FrameFormatV1.ALIGNMENT, 0); // the padding
        record.copyTo(bytes, end + FrameFormatV1.PREFIX_BYTES, sequence);
        end += frame;
        return true;
    }

    private void resize(int capacity) {
        ByteBuffer larger = allocate(capacity);
        larger.put(0, bytes, 0, end);
        bytes = larger;
        view = larger.duplicate();
    }

    boolean hasPending() {
        return end > kept;
    }

    int pendingBytes() {
        return end - kept;
    }

    int keptBytes() {
        return kept;
    }

    /** The pending frames, completed for a segment; valid until the next call. */
    ByteBuffer pending(FrameFormatV1 format, long forced) {
        return sealed(format, kept, end, forced);
    }

    /** The kept frames, completed for a segment; valid until the next call. */
    ByteBuffer kept(FrameFormatV1 format, long forced) {
        return sealed(format, 0, kept, forced);
    }

    private ByteBuffer sealed(FrameFormatV1 format, int from, int to, long forced) {
        format.seal(bytes, view, from, to, forced);
        return view.limit(to).position(from);
    }

    /** The pending frames are acknowledged, but not forced. */
    void keepPending() {
        kept = end;
    }

    void dropPending() {
        end = kept;
    }

    /** All is on disk. */
    void clear() {
        kept = end;
        releaseKept();
    }

    /** A force has covered the kept frames. */
    void releaseKept() {
        bytes.put(0, bytes, kept, end - kept);
        end -= kept;
        kept = 0;
        if (bytes.capacity() > IDLE_BYTES && end < INITIAL_BYTES) {
            resize(INITIAL_BYTES);
        }
    }
}
