package io.otedama.accounting;

import io.otedama.chain.Hash256;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.JournalSource;
import io.otedama.spi.RecordType;
import io.otedama.spi.SnapshotRecord;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a journal says the books were, written there while the pool ran: behind later records, so a replay has to know it
 * beforehand. One thread.
 *
 * <pre>
 *   … s s s | s s s SNAPSHOT(|, digest) s s s …
 * </pre>
 */
public final class SnapshotMarks {
    private final TreeMap<Long, Mark> bySequence = new TreeMap<>();
    private long next;

    private SnapshotMarks() {}

    /**
     * Looks through the journal once.
     *
     * @param from the first record that is looked at
     */
    public static SnapshotMarks read(JournalSource journal, long from) {
        SnapshotMarks marks = new SnapshotMarks();
        SnapshotRecord snapshot = new SnapshotRecord();
        try (JournalCursor cursor = journal.readFrom(from)) {
            while (cursor.next()) {
                if (cursor.record().type() == RecordType.SNAPSHOT) {
                    snapshot.wrap(cursor.record());
                    Mark mark = new Mark(snapshot.sequence(), snapshot.digest());
                    marks.bySequence.putIfAbsent(snapshot.stateSequence(), mark);
                }
            }
        }
        marks.next = marks.bySequence.isEmpty() ? Long.MAX_VALUE : marks.bySequence.firstKey();
        return marks;
    }

    /**
     * Compares the books with what was said about them as of their last record, if anything. To be called after every record
     * that they take.
     *
     * @throws IllegalStateException when they differ; says which record remembers others
     */
    public void check(Accounting books) {
        long sequence = books.lastSequence();
        if (sequence < next) {
            return;
        }
        Mark mark = bySequence.get(sequence);
        if (mark != null && !mark.digest.equals(StateDigest.of(books.state()))) {
            throw new IllegalStateException(
                    "record " + mark.record + " remembers other books than this replay has at record " + sequence);
        }
        Map.Entry<Long, Mark> later = bySequence.higherEntry(sequence);
        next = later == null ? Long.MAX_VALUE : later.getKey();
    }

    private record Mark(long record, Hash256 digest) {}
}
