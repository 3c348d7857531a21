package io.otedama.snapshot;

import io.otedama.error.JournalException;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareJournal;

/** A journal whose beginning was deleted; notes what it was told to retain. Any thread. */
final class ShortenedJournal implements ShareJournal {
    private final ShareJournal whole;
    private volatile long first;

    /** What was asked for last, 0 before. */
    volatile long retained;

    /** The last record that a power loss leaves, for who forces at times only. */
    volatile long forced;

    ShortenedJournal(ShareJournal whole, long first) {
        this.whole = whole;
        this.first = first;
    }

    void shorten(long newFirst) {
        first = newFirst;
    }

    @Override
    public long append(RecordView record) {
        return whole.append(record);
    }

    @Override
    public void flush() {
        whole.flush();
    }

    @Override
    public long durableSequence() {
        return whole.durableSequence();
    }

    @Override
    public void force() {
        forced = whole.durableSequence();
    }

    @Override
    public void retain(long sequence) {
        retained = sequence;
    }

    @Override
    public JournalCursor readFrom(long sequence) {
        if (sequence < first) {
            throw new JournalException("record " + sequence + " was deleted, the first one is " + first);
        }
        return whole.readFrom(sequence);
    }

    @Override
    public long firstSequence() {
        return first;
    }

    @Override
    public void close() {
        whole.close();
    }
}
