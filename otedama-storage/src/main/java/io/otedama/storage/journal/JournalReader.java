package io.otedama.storage.journal;

import io.otedama.error.JournalException;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.JournalSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal without changing anything: of a stopped or killed pool, or beside a running one, in this process or
 * another. Any thread.
 *
 * <p>Beside a running pool it gives what the pool has acknowledged so far, and follows it. Of a pool that does not run it
 * gives what the next start of the pool will find: everything acknowledged, and perhaps records of the last batch that
 * were complete on disk but never acknowledged. No record that it gives is ever taken back by a pool that keeps running; after
 * a power loss, a pool whose {@link Durability} is weaker than {@code batch} may have less than was read before.
 */
public final class JournalReader implements JournalSource, AutoCloseable {
    private final JournalDisk disk;
    private final DurableMark.@Nullable Position markAtOpen;
    private final @Nullable TornTail tornTail;
    private final @Nullable JournalDamagedException damage;
    private boolean live;
    private long limit;
    private SegmentCatalog catalog;

    private final SegmentCursor.Source source = new SegmentCursor.Source() {
        @Override
        public JournalDisk disk() {
            return disk;
        }

        @Override
        public long limit() {
            return follow();
        }

        @Override
        public SegmentCatalog catalog() {
            return current();
        }
    };

    /**
     * @throws JournalException when there is no journal in the directory, or a newer Otedama wrote it
     * @throws JournalDamagedException when a segment's header cannot be read
     */
    public static JournalReader open(Path directory) {
        return open(new NioDisk(directory));
    }

    static JournalReader open(JournalDisk disk) {
        try {
            return new JournalReader(disk);
        } catch (IOException e) {
            throw new JournalException("cannot read journal " + disk.describe("") + ": " + e, e);
        }
    }

    private JournalReader(JournalDisk disk) throws IOException {
        this.disk = disk;
        live = disk.isLocked();
        markAtOpen = DurableMark.read(disk);
        catalog = SegmentCatalog.read(disk);
        if (catalog.isEmpty()) {
            throw new JournalException("there is no journal in " + disk.describe("")
                    + "; name the directory that holds the files ending in " + Segment.SUFFIX);
        }
        limit = catalog.last().first() - 1;
        TornTail torn = null;
        JournalDamagedException found = null;
        if (live) {
            limit = markAtOpen == null ? limit : Math.max(limit, markAtOpen.acknowledged());
        } else {
            try {
                SegmentTail tail = SegmentTail.scan(
                        disk, catalog.last(), markAtOpen == null ? 0 : markAtOpen.forced(), Long.MAX_VALUE);
                limit = tail.lastSequence();
                String file = disk.describe(catalog.last().name());
                torn = tail.tornBytes() == 0 ? null : new TornTail(file, tail.endOffset(), tail.tornBytes());
            } catch (JournalDamagedException e) {
                found = e;
                limit = Long.MAX_VALUE - 1; // a cursor reads up to the place and says so there
            }
        }
        tornTail = torn;
        damage = found;
    }

    /** What may be read now. A mark that was there before says nothing unless a pool runs. */
    private synchronized long follow() {
        try {
            DurableMark.Position mark = damage == null ? DurableMark.read(disk) : null;
            if (mark != null && (live || !mark.equals(markAtOpen))) {
                live = true;
                if (mark.salt() != catalog.last().salt()) {
                    catalog = SegmentCatalog.read(disk);
                }
                limit = Math.max(limit, mark.acknowledged());
            }
            return limit;
        } catch (IOException e) {
            throw new JournalException("cannot follow journal " + disk.describe("") + ": " + e, e);
        }
    }

    private synchronized SegmentCatalog current() {
        return catalog;
    }

    /** The first sequence still held. */
    @Override
    public long firstSequence() {
        return current().firstSequence();
    }

    /**
     * The last sequence that may be read now; one before the first when there is none.
     *
     * @throws JournalDamagedException when the end of the journal cannot be read
     */
    public long lastSequence() {
        if (damage != null) {
            throw damage;
        }
        return follow();
    }

    /**
     * A cursor that gives {@code sequence} first and follows a running pool. It throws {@link JournalDamagedException} at a
     * place that cannot be read.
     *
     * @throws JournalException when the journal does not hold that sequence
     */
    @Override
    public JournalCursor readFrom(long sequence) {
        long last = follow();
        if (sequence < firstSequence() || sequence > last + 1) {
            throw new JournalException("sequence " + sequence + " is not in journal " + disk.describe("")
                    + ": it holds " + firstSequence() + " to " + last);
        }
        return new SegmentCursor(source, sequence);
    }

    /** Whether a pool writes at the moment, or did when this reader last looked. */
    public synchronized boolean isLive() {
        return live;
    }

    /** Empty beside a running pool: there an unfinished batch is no news. */
    public Optional<TornTail> tornTail() {
        return Optional.ofNullable(tornTail);
    }

    /** All segments, oldest first. Of a damaged last one the last sequence is not known and given as its first minus one. */
    public List<JournalSegment> segments() {
        long last = follow();
        SegmentCatalog now = current();
        List<JournalSegment> all = new ArrayList<>();
        for (Segment segment : now.segments()) {
            long end = Math.min(now.lastOf(segment), damage == null ? last : segment.first() - 1);
            long lastSequence = now.lastOf(segment) == Long.MAX_VALUE ? end : now.lastOf(segment);
            all.add(new JournalSegment(
                    disk.describe(segment.name()),
                    segment.version(),
                    segment.first(),
                    lastSequence,
                    sizeOf(segment),
                    segment.voidFrom(),
                    Instant.ofEpochMilli(segment.createdMillis())));
        }
        return all;
    }

    private long sizeOf(Segment segment) {
        try (JournalFile file = disk.open(segment.name(), false)) {
            return file.size();
        } catch (IOException e) {
            throw new JournalException("cannot read journal " + disk.describe("") + ": " + e, e);
        }
    }

    /**
     * Reads every record of every segment.
     *
     * @param progress is told how many bytes of the files are done, after each segment
     * @return the first damage of each damaged segment; empty when all is well
     */
    public List<JournalDamagedException> verify(LongConsumer progress) {
        long last = follow();
        SegmentCatalog now = current();
        List<JournalDamagedException> found = new ArrayList<>();
        long done = 0;
        for (Segment segment : now.segments()) {
            boolean open = now.lastOf(segment) == Long.MAX_VALUE;
            try {
                if (!open) {
                    SegmentTail.scan(disk, segment, now.lastOf(segment), now.lastOf(segment));
                } else if (damage != null) {
                    throw damage;
                } else {
                    SegmentTail.scan(disk, segment, last, last);
                }
            } catch (JournalDamagedException e) {
                found.add(e);
            } catch (IOException e) {
                throw new JournalException("cannot read journal " + disk.describe("") + ": " + e, e);
            }
            done += sizeOf(segment);
            progress.accept(done);
        }
        return found;
    }

    /** Nothing is held open; cursors are closed by whoever opened them. */
    @Override
    public void close() {
        // each cursor owns its file
    }
}
