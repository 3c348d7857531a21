package io.otedama.testkit;

import io.otedama.error.JournalException;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareJournal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * A journal in memory with real durability: what was not flushed is gone when a flush fails. Appends and flushes fail when
 * told, counted from 1 over the whole life.
 */
public final class FaultyJournal implements ShareJournal {
    private final List<ByteBuffer> records = new ArrayList<>();
    private volatile int durable;
    private long appends;
    private long flushes;
    private long refused;

    /** What the last append or flush failed with, null when it did not. */
    private volatile String trouble;

    /** Which appends fail. */
    public volatile LongPredicate failAppend = n -> false;

    /** Which flushes fail. */
    public volatile LongPredicate failFlush = n -> false;

    /** Before a flush fails, this many records of it become durable all the same. */
    public volatile int keptByFailedFlush;

    public FaultyJournal() {}

    public synchronized long appends() {
        return appends;
    }

    /** Appends that failed as told. */
    public synchronized long refused() {
        return refused;
    }

    public synchronized long flushes() {
        return flushes;
    }

    @Override
    public synchronized long append(RecordView record) {
        int length = record.length();
        if (length < RecordView.HEADER_BYTES || length > RecordView.MAX_BYTES) {
            throw new JournalException("length " + length);
        }
        if (failAppend.test(++appends)) {
            refused++;
            trouble = "append " + appends + " fails as told";
            throw new JournalException("append " + appends + " fails as told");
        }
        ByteBuffer copy = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        record.copyTo(copy, 0, records.size() + 1L);
        records.add(copy);
        return records.size();
    }

    @Override
    public synchronized void flush() {
        if (failFlush.test(++flushes)) {
            durable = Math.min(records.size(), durable + keptByFailedFlush);
            records.subList(durable, records.size()).clear();
            trouble = "flush " + flushes + " fails as told";
            throw new JournalException("flush " + flushes + " fails as told");
        }
        if (records.size() > durable) {
            durable = records.size();
            trouble = null;
        }
    }

    @Override
    public long durableSequence() {
        return durable;
    }

    @Override
    public long firstSequence() {
        return 1;
    }

    @Override
    public void retain(long sequence) {
        // everything is kept anyway
    }

    @Override
    public synchronized JournalCursor readFrom(long sequence) {
        if (sequence < 1 || sequence > durable + 1) {
            throw new JournalException("no sequence " + sequence);
        }
        return new Cursor((int) sequence - 1);
    }

    @Override
    public ComponentHealth health() {
        String now = trouble;
        return now == null ? ComponentHealth.up("journal", "takes records") : ComponentHealth.down("journal", now);
    }

    @Override
    public void close() {
        // stays readable
    }

    private final class Cursor implements JournalCursor {
        private final RecordView view = new RecordView();
        private int next;

        private Cursor(int from) {
            next = from;
        }

        @Override
        public boolean next() {
            synchronized (FaultyJournal.this) {
                if (next >= durable) {
                    return false;
                }
                view.wrap(records.get(next++), 0);
                return true;
            }
        }

        @Override
        public RecordView record() {
            return view;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
