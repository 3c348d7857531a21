package io.otedama.storage.journal;

import io.otedama.error.JournalException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The segments of a journal, oldest first; immutable. Each holds the sequences from its first one to the one before the next
 * segment's first; only the last is open-ended.
 */
final class SegmentCatalog {
    private static final int READ_ATTEMPTS = 5;

    private final List<Segment> segments;

    SegmentCatalog(List<Segment> segments) {
        this.segments = List.copyOf(segments);
    }

    /** Reads all headers; again when a file was deleted meanwhile. */
    static SegmentCatalog read(JournalDisk disk) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return readOnce(disk);
            } catch (NoSuchFileException e) {
                if (attempt == READ_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static SegmentCatalog readOnce(JournalDisk disk) throws IOException {
        List<String> names = new ArrayList<>();
        for (String name : disk.list()) {
            if (Segment.isName(name)) {
                names.add(name);
            }
        }
        Collections.sort(names);
        List<Segment> segments = new ArrayList<>();
        for (String name : names) {
            segments.add(SegmentHeader.read(disk, name));
        }
        return new SegmentCatalog(segments);
    }

    List<Segment> segments() {
        return segments;
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    Segment last() {
        return segments.get(segments.size() - 1);
    }

    /** 1 when there is none. */
    long firstSequence() {
        return segments.isEmpty() ? 1 : segments.get(0).first();
    }

    /**
     * The segment that holds or will hold a sequence.
     *
     * @throws JournalException when it was deleted
     */
    Segment holding(long sequence) {
        for (int i = segments.size() - 1; i >= 0; i--) {
            if (segments.get(i).first() <= sequence) {
                return segments.get(i);
            }
        }
        throw new JournalException(
                "the journal no longer holds sequence " + sequence + ", its first one is " + firstSequence());
    }

    /** Last sequence of a segment, {@code Long.MAX_VALUE} of the last one. */
    long lastOf(Segment segment) {
        int next = segments.indexOf(segment) + 1;
        return next == segments.size() ? Long.MAX_VALUE : segments.get(next).first() - 1;
    }

    /** With one more; it replaces those that begin at its first sequence or later, which hold nothing that counts. */
    SegmentCatalog with(Segment added) {
        List<Segment> all = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment.first() < added.first()) {
                all.add(segment);
            }
        }
        all.add(added);
        return new SegmentCatalog(all);
    }

    SegmentCatalog withoutFirst() {
        return new SegmentCatalog(segments.subList(1, segments.size()));
    }
}
