package io.otedama.storage.journal;

import io.otedama.error.JournalException;
import io.otedama.metrics.FreeSpace;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.PoolClock;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareJournal;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal on a disk: what it has acknowledged survives kill and power loss. One write and, as the {@link Durability}
 * says, one force per batch. Drawn in this package's description.
 *
 * <p>A write or force that fails ends the segment file; it is never tried again on the same file. The batch is taken back, and
 * the next segment says so on disk before {@link #flush()} throws. While no new segment can be made, because the disk is
 * full or dead, every append is refused with the reason, and one of them tries again twice a second. Only then, a batch that
 * was refused may be back after a crash in just that time: there was no way left to write down that it does not count.
 *
 * <p>{@code append}, {@code flush}: one thread. {@code close}, {@code deleteBefore}: any thread, they wait for a running
 * flush. All else: any thread, at once.
 */
public final class FileJournal implements ShareJournal {
    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);

    private final JournalDisk disk;
    private final Durability durability;
    private final AutoCloseable lock;
    private final SegmentChain chain;
    private final DurableMark mark;
    private final DiskTrouble trouble;
    private final FreeSpace space;
    private final GroupCommit commit;
    private final @Nullable BackgroundForce background;
    private boolean closed;
    private volatile long retained = 1;

    private final SegmentCursor.Source source = new SegmentCursor.Source() {
        @Override
        public JournalDisk disk() {
            return disk;
        }

        @Override
        public long limit() {
            return commit.acknowledged();
        }

        @Override
        public SegmentCatalog catalog() {
            return chain.catalog();
        }
    };

    /**
     * Opens the journal in a directory, which is made if it is missing; recovers it first if need be.
     *
     * @throws JournalDamagedException when something cannot be read that was durable once
     * @throws JournalException when it is in use, or the disk fails
     */
    public static FileJournal open(Path directory, JournalConfig config) {
        return open(new NioDisk(directory), config, PoolClock.system());
    }

    static FileJournal open(JournalDisk disk, JournalConfig config, PoolClock clock) {
        try {
            disk.makeDirectory();
            AutoCloseable lock = disk.lock();
            try {
                return new FileJournal(disk, config, clock, lock);
            } catch (IOException | RuntimeException e) {
                closeQuietly(lock);
                throw e;
            }
        } catch (IOException e) {
            throw new JournalException("cannot open journal " + disk.describe("") + ": " + e, e);
        }
    }

    private FileJournal(JournalDisk disk, JournalConfig config, PoolClock clock, AutoCloseable lock)
            throws IOException {
        this.disk = disk;
        this.lock = lock;
        durability = config.durability();
        trouble = new DiskTrouble(disk, clock);
        space = new FreeSpace(disk::freeBytes, clock);
        JournalRecovery.Recovered recovered = new JournalRecovery(disk, config).recover(clock);
        chain = recovered.chain();
        mark = recovered.mark();
        commit = new GroupCommit(disk, durability, recovered, trouble);
        if (durability instanceof Durability.EveryInterval interval) {
            background = new BackgroundForce(interval.window(), this::forceKept);
            background.start();
        } else {
            background = null;
        }
    }

    @Override
    public synchronized long append(RecordView record) {
        int length = record.length();
        if (length < RecordView.HEADER_BYTES || length > RecordView.MAX_BYTES) {
            throw new JournalException("a record has " + RecordView.HEADER_BYTES + " to " + RecordView.MAX_BYTES
                    + " bytes, found " + length);
        }
        if (closed) {
            throw new JournalException("journal " + disk.describe("") + " is closed");
        }
        return commit.append(record);
    }

    @Override
    public synchronized void flush() {
        commit.flush(retained);
    }

    /** The background thread, in interval mode. */
    synchronized void forceKept() {
        if (!closed) {
            commit.forceKept();
        }
    }

    @Override
    public synchronized void force() {
        forceKept();
        if (!commit.isForced()) {
            throw new JournalException("journal " + disk.describe("") + " could not be forced to the disk");
        }
    }

    @Override
    public long durableSequence() {
        return commit.acknowledged();
    }

    @Override
    public long firstSequence() {
        return chain.catalog().firstSequence();
    }

    @Override
    public void retain(long sequence) {
        retained = sequence;
    }

    /**
     * Deletes the oldest segments that hold neither {@code sequence} nor anything later, nor anything that {@link #retain}
     * asks for; nothing before {@code retain} was called. The newest segment always stays.
     */
    public synchronized void deleteBefore(long sequence) {
        try {
            chain.deleteBefore(Math.min(sequence, retained));
        } catch (IOException e) {
            throw new JournalException("cannot delete old segments of journal " + disk.describe("") + ": " + e, e);
        }
    }

    @Override
    public JournalCursor readFrom(long sequence) {
        if (sequence < firstSequence() || sequence > durableSequence() + 1) {
            throw new JournalException("sequence " + sequence + " is not in journal " + disk.describe("")
                    + ": it holds " + firstSequence() + " to " + durableSequence());
        }
        return new SegmentCursor(source, sequence);
    }

    /** UP; DEGRADED while its disk has less than {@link FreeSpace#LOW_BYTES} left; DOWN with the reason while appends are refused. */
    @Override
    public ComponentHealth health() {
        String sentence = trouble.sentence();
        String detail = durableSequence() + " records in " + disk.describe("") + ", " + durability;
        ComponentHealth health;
        if (sentence != null) {
            health = ComponentHealth.down("journal", sentence);
        } else if (space.isLow()) {
            health = ComponentHealth.degraded("journal", detail + "; the disk is nearly full: make room");
        } else {
            health = ComponentHealth.up("journal", detail);
        }
        return health.with("firstSequence", firstSequence())
                .with("durableSequence", durableSequence())
                .with("freeBytes", space.bytes());
    }

    /**
     * Forces what was acknowledged and marks a clean end. What was appended and not flushed is dropped: nobody was told
     * that it is safe. The records stay readable.
     *
     * @throws JournalException when something acknowledged could not be forced; the rest is closed all the same
     */
    @Override
    public void close() {
        abandon();
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            try {
                commit.finish();
            } finally {
                chain.end();
                closeQuietly(mark);
                closeQuietly(lock);
            }
        }
    }

    /** Ends the journal's own thread and nothing else: the rest is left as a kill leaves it. */
    void abandon() {
        if (background != null) {
            background.close();
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("closing the journal: {}", e.getMessage());
        }
    }
}
