package io.otedama.storage.journal;

import io.otedama.error.JournalException;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.RecordView;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Reads records in order across segments, up to what its source calls readable, and follows it. One thread. */
final class SegmentCursor implements JournalCursor {
    /** What a cursor reads from. Any thread. */
    interface Source {
        JournalDisk disk();

        /** The last sequence that may be read; never falls. */
        long limit();

        /** Asked after the limit: says where everything up to that limit is. */
        SegmentCatalog catalog();
    }

    private final Source source;
    private final RecordView record = new RecordView();
    private long next;
    private long limit;
    private long segmentEnd;
    private @Nullable Segment segment;
    private @Nullable FrameReader reader;

    SegmentCursor(Source source, long from) {
        this.source = source;
        this.next = from;
    }

    @Override
    public boolean next() {
        try {
            if (next > limit && !refresh()) {
                return false;
            }
            FrameReader frames = reader;
            if (frames == null || next > segmentEnd) {
                frames = open(source.catalog());
            }
            if (!advance(frames, next)) {
                frames = openMoved(frames);
            }
            record.wrap(frames.bytes(), frames.recordOffset());
            next++;
            return true;
        } catch (IOException e) {
            throw new JournalException(
                    "cannot read sequence " + next + " of journal "
                            + source.disk().describe("") + ": " + e.getMessage(),
                    e);
        }
    }

    /** False when there is nothing new. */
    private boolean refresh() throws IOException {
        long readable = source.limit();
        if (readable < next) {
            return false;
        }
        limit = readable;
        SegmentCatalog catalog = source.catalog();
        if (reader != null && catalog.holding(next).equals(segment)) {
            reader.forgetAhead();
            segmentEnd = catalog.lastOf(catalog.holding(next));
        } else {
            open(catalog);
        }
        return true;
    }

    private FrameReader open(SegmentCatalog catalog) throws IOException {
        close();
        Segment found = catalog.holding(next);
        FrameReader frames;
        try {
            frames = new FrameReader(source.disk().open(found.name(), false), found);
        } catch (NoSuchFileException e) {
            throw new JournalException("sequence " + next + " was deleted while it was to be read", e);
        }
        segment = found;
        segmentEnd = catalog.lastOf(found);
        reader = frames;
        for (long skipped = found.first(); skipped < next; skipped++) {
            if (!advance(frames, skipped)) {
                throw damaged(frames, skipped);
            }
        }
        return frames;
    }

    /** A segment that ended by a failed force may lose what it held; all that counts was written again into the next one. */
    private FrameReader openMoved(FrameReader broken) throws IOException {
        SegmentCatalog catalog = source.catalog();
        if (catalog.holding(next).equals(segment)) {
            throw damaged(broken, next);
        }
        FrameReader frames = open(catalog);
        if (!advance(frames, next)) {
            throw damaged(frames, next);
        }
        return frames;
    }

    /** False when the record is not there. */
    private static boolean advance(FrameReader frames, long expected) throws IOException {
        do {
            if (!frames.next()) {
                return false;
            }
        } while (frames.isClose());
        return frames.sequence() == expected;
    }

    /** Everything up to the limit was durable once, so what is not there is damage. */
    private JournalDamagedException damaged(FrameReader frames, long expected) {
        String name = segment == null ? "" : segment.name();
        return new JournalDamagedException(
                source.disk().describe(name), frames.offset(), "record " + expected + " is not there or not readable");
    }

    @Override
    public RecordView record() {
        return record;
    }

    @Override
    public void close() {
        FrameReader open = reader;
        reader = null;
        segment = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new JournalException("cannot close a journal segment: " + e.getMessage(), e);
            }
        }
    }
}
