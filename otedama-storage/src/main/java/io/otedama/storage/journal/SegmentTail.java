package io.otedama.storage.journal;

import java.io.IOException;

/**
 * Where a segment ends and what lies behind.
 *
 * @param lastSequence of its last record; one before its first when it has none
 * @param endOffset where the next frame goes
 * @param tornBytes length of what lies from there on and is not zero: frames of a batch that nobody was promised
 */
record SegmentTail(long lastSequence, long endOffset, long tornBytes) {
    private static final int ALIGNMENT = FrameFormatV1.ALIGNMENT;

    /**
     * Reads a whole segment.
     *
     * @param forced sequence that is known to have been durable, from elsewhere; 0 when nothing is known
     * @param lastExpected reads no further than this sequence
     * @throws JournalDamagedException when a frame cannot be read that was durable once
     */
    static SegmentTail scan(JournalDisk disk, Segment segment, long forced, long lastExpected) throws IOException {
        String name = disk.describe(segment.name());
        try (JournalFile file = disk.open(segment.name(), false);
                FrameReader reader = new FrameReader(file, segment)) {
            long last = segment.first() - 1;
            long end = SegmentHeader.BYTES;
            while (last < lastExpected && reader.next()) {
                if (reader.sequence() != (reader.isClose() ? last : last + 1)) {
                    throw new JournalDamagedException(
                            name, reader.offset(), "sequence " + (last + 1) + " expected, found " + reader.sequence());
                }
                last = reader.sequence();
                end = reader.endOffset();
            }
            if (last == lastExpected) {
                return new SegmentTail(last, end, 0);
            }
            long proof = forced;
            long size = file.size();
            long torn = size % ALIGNMENT == 0 ? 0 : size - end;
            for (long at = end; at < size; at += ALIGNMENT) {
                reader.seek(at);
                if (reader.peek() != 0) {
                    torn = Math.min(size, at + ALIGNMENT) - end;
                    if (at > end && reader.next() && reader.sequence() > last) {
                        proof = Math.max(proof, reader.forced());
                    }
                }
            }
            if (proof > last) {
                throw new JournalDamagedException(
                        name,
                        end,
                        "record " + (last + 1) + " cannot be read, although everything up to " + proof
                                + " was durable");
            }
            return new SegmentTail(last, end, torn);
        }
    }
}
