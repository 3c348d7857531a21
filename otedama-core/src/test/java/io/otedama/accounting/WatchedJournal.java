package io.otedama.accounting;

import io.otedama.spi.JournalCursor;
import io.otedama.spi.JournalSource;
import io.otedama.spi.RecordView;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/** A journal that tells a test what is read, on the thread that reads, and may be made to wait or fail there. */
final class WatchedJournal implements JournalSource {
    private final JournalSource journal;
    private final AtomicInteger open = new AtomicInteger();

    /** Told the sequence before a cursor moves to it. */
    volatile LongConsumer onRead = sequence -> {};

    WatchedJournal(JournalSource journal) {
        this.journal = journal;
    }

    /** Cursors that were opened and not closed. */
    int openCursors() {
        return open.get();
    }

    @Override
    public JournalCursor readFrom(long sequence) {
        JournalCursor cursor = journal.readFrom(sequence);
        open.incrementAndGet();
        return new JournalCursor() {
            private long next = sequence;

            @Override
            public boolean next() {
                onRead.accept(next);
                boolean moved = cursor.next();
                next += moved ? 1 : 0;
                return moved;
            }

            @Override
            public RecordView record() {
                return cursor.record();
            }

            @Override
            public void close() {
                open.decrementAndGet();
                cursor.close();
            }
        };
    }

    @Override
    public long firstSequence() {
        return journal.firstSequence();
    }
}
