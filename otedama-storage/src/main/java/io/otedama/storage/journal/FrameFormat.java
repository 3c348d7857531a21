package io.otedama.storage.journal;

import java.nio.ByteBuffer;

/**
 * How frames lie in a segment, by the format version of the segment's header. Each version that was ever released stays
 * here. An instance belongs to one reader or writer.
 */
interface FrameFormat {
    int NEWEST = 1;

    /** Answer of {@link #check} for bytes that are no frame. */
    int BROKEN = 0;

    static boolean isKnown(int version) {
        return version == 1;
    }

    static FrameFormat of(Segment segment) {
        if (segment.version() == 1) {
            return new FrameFormatV1(segment.salt());
        }
        throw new IllegalArgumentException("no journal format " + segment.version());
    }

    /**
     * Looks for a frame.
     *
     * @param bytes little-endian
     * @param view a duplicate of {@code bytes}, whose position and limit this call moves
     * @param at where the frame begins
     * @param end where what was read of the file ends
     * @return length of the whole, valid frame; or {@link #BROKEN}; or the negative number of bytes that it takes to say
     */
    int check(ByteBuffer bytes, ByteBuffer view, int at, int end);

    /** Distance of the record from the beginning of its frame. */
    int recordOffset();

    long sequence(ByteBuffer bytes, int at);

    /** Sequence up to which everything was forced when the frame was written; at least the frame's own for a close. */
    long forced(ByteBuffer bytes, int at);

    /** A frame that marks a clean close and is no record. */
    boolean isClose(ByteBuffer bytes, int at);
}
