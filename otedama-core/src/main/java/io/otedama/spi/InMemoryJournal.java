package io.otedama.spi;

import io.otedama.error.JournalException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A journal that lives as long as its object: for tests, demos and pools that pay nobody. Keeps the newest records up to a
 * bound, and what {@link #retain} asks for beyond it; allocates nothing once the bound is reached. Every append is at once as durable as it will ever be.
 *
 * <pre>
 *   chunks of 1 MiB, oldest first:  [ records … ][ records … ][ records … | free ]
 * </pre>
 */
public final class InMemoryJournal implements ShareJournal {
    /** Bytes of one chunk. */
    public static final int CHUNK_BYTES = 1 << 20;

    /** Chunks kept unless said otherwise: about 600,000 shares. */
    public static final int DEFAULT_CHUNKS = 64;

    private static final int INITIAL_COPY_BYTES = 512;

    private final int maxChunks;
    private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
    private long lastSequence;
    private long retained = Long.MAX_VALUE;

    public InMemoryJournal() {
        this(DEFAULT_CHUNKS);
    }

    /**
     * @param maxChunks memory bound in MiB, at least 2
     */
    public InMemoryJournal(int maxChunks) {
        if (maxChunks < 2) {
            throw new IllegalArgumentException("an in-memory journal needs at least 2 chunks, found " + maxChunks);
        }
        this.maxChunks = maxChunks;
        chunks.add(new Chunk(1));
    }

    @Override
    public synchronized long append(RecordView record) {
        int length = record.length();
        if (length < RecordView.HEADER_BYTES || length > RecordView.MAX_BYTES) {
            throw new JournalException("a record has " + RecordView.HEADER_BYTES + " to " + RecordView.MAX_BYTES
                    + " bytes, found " + length);
        }
        Chunk chunk = chunks.getLast();
        if (chunk.used + length > CHUNK_BYTES) {
            chunk = nextChunk();
            chunks.addLast(chunk);
        }
        record.copyTo(chunk.bytes, chunk.used, lastSequence + 1);
        chunk.used += length;
        return ++lastSequence;
    }

    private Chunk nextChunk() {
        Chunk free = null;
        while (chunks.size() >= maxChunks && oldestMayGo()) {
            free = chunks.removeFirst();
        }
        if (free == null) {
            return new Chunk(lastSequence + 1);
        }
        free.first = lastSequence + 1;
        free.used = 0;
        return free;
    }

    private boolean oldestMayGo() {
        Iterator<Chunk> oldest = chunks.iterator();
        oldest.next();
        return oldest.next().first <= retained;
    }

    @Override
    public void flush() {
        // memory has nothing to force
    }

    @Override
    public synchronized long durableSequence() {
        return lastSequence;
    }

    @Override
    public synchronized long firstSequence() {
        return chunks.getFirst().first;
    }

    @Override
    public synchronized void retain(long sequence) {
        retained = sequence;
    }

    @Override
    public synchronized JournalCursor readFrom(long sequence) {
        if (sequence < firstSequence() || sequence > lastSequence + 1) {
            throw new JournalException(
                    "sequence " + sequence + " is not in memory: it holds " + firstSequence() + " to " + lastSequence);
        }
        return new Cursor(sequence);
    }

    @Override
    public void close() {
        // readable as long as it is referred to
    }

    private static ByteBuffer bytes(int capacity) {
        return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static final class Chunk {
        private final ByteBuffer bytes = bytes(CHUNK_BYTES);
        private long first;
        private int used;

        private Chunk(long first) {
            this.first = first;
        }
    }

    /** Copies each record out under the journal's lock, so that a chunk may be used again at any time. */
    private final class Cursor implements JournalCursor {
        private ByteBuffer copy = bytes(INITIAL_COPY_BYTES);
        private final RecordView stored = new RecordView();
        private final RecordView current = new RecordView();
        private long next;
        private @Nullable Chunk chunk;
        private long chunkFirst;
        private int offset;

        private Cursor(long from) {
            this.next = from;
        }

        @Override
        public boolean next() {
            synchronized (InMemoryJournal.this) {
                if (next > lastSequence) {
                    return false;
                }
                Chunk at = chunk;
                if (at == null || at.first != chunkFirst || offset >= at.used) {
                    at = seek();
                }
                stored.wrap(at.bytes, offset);
                if (stored.length() > copy.capacity()) {
                    copy = bytes(Math.max(stored.length(), 2 * copy.capacity()));
                }
                stored.copyTo(copy, 0, stored.sequence());
                offset += stored.length();
                next++;
            }
            current.wrap(copy, 0);
            return true;
        }

        private Chunk seek() {
            if (next < firstSequence()) {
                throw new JournalException("sequence " + next + " has left memory while it was to be read");
            }
            Chunk found = chunks.getFirst();
            for (Iterator<Chunk> it = chunks.iterator(); it.hasNext(); ) {
                Chunk candidate = it.next();
                if (candidate.first <= next) {
                    found = candidate;
                }
            }
            chunk = found;
            chunkFirst = found.first;
            offset = 0;
            for (long s = found.first; s < next; s++) {
                offset += stored.wrap(found.bytes, offset).length();
            }
            return found;
        }

        @Override
        public RecordView record() {
            return current;
        }

        @Override
        public void close() {
            chunk = null;
        }
    }
}
