package io.otedama.storage.journal;

import io.otedama.error.JournalException;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.PoolClock;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareJournal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    /** Acknowledged frames that wait in memory for a force; with more, a flush forces at once. */
    private static final int MAX_KEPT_BYTES = FrameBatch.MAX_BYTES / 2;

    private final JournalDisk disk;
    private final Durability durability;
    private final AutoCloseable lock;
    private final SegmentChain chain;
    private final DurableMark mark;
    private final DiskTrouble trouble;
    private final FrameBatch batch = new FrameBatch();
    private final @Nullable BackgroundForce background;
    private long lastAppended;
    private long forced;
    private boolean closed;
    private volatile long acknowledged;
    private volatile long retained = 1;

    private final SegmentCursor.Source source = new SegmentCursor.Source() {
        @Override
        public JournalDisk disk() {
            return disk;
        }

        @Override
        public long limit() {
            return acknowledged;
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
        JournalRecovery.Recovered recovered = new JournalRecovery(disk, config).recover(clock);
        chain = recovered.chain();
        mark = recovered.mark();
        lastAppended = recovered.lastSequence();
        forced = lastAppended;
        acknowledged = lastAppended;
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
        if (chain.writer() == null) {
            resume();
        }
        if (!batch.add(record, lastAppended + 1)) {
            throw new JournalException("a batch holds at most " + FrameBatch.MAX_BYTES + " bytes; flush first");
        }
        return ++lastAppended;
    }

    @Override
    public synchronized void flush() {
        if (!batch.hasPending()) {
            return;
        }
        try {
            SegmentWriter writer = writerWithRoom();
            writer.write(batch.pending(writer.format(), forced));
            if (durability instanceof Durability.EveryBatch || batch.keptBytes() > MAX_KEPT_BYTES) {
                writer.force();
                forced = lastAppended;
            }
        } catch (IOException e) {
            throw takenBack(e);
        }
        if (forced < lastAppended && durability instanceof Durability.EveryInterval) {
            batch.keepPending();
        } else {
            batch.clear();
        }
        acknowledge();
    }

    private SegmentWriter writerWithRoom() throws IOException {
        if (chain.writer() == null && trouble.mayTry()) {
            beginVoiding();
        }
        SegmentWriter writer = chain.writer();
        if (writer == null) {
            throw new IOException("there is no segment to write to");
        }
        return writer.isFullFor(batch.pendingBytes()) ? roll(writer) : writer;
    }

    private SegmentWriter roll(SegmentWriter full) throws IOException {
        if (forced < acknowledged) {
            full.force();
            forced = acknowledged;
            batch.releaseKept();
        }
        chain.end();
        SegmentWriter next = chain.begin(acknowledged + 1, 0, batch, forced);
        chain.applyRetention(retained);
        return next;
    }

    private void acknowledge() {
        acknowledged = lastAppended;
        mark.write(acknowledged, forced, chain.catalog().last().salt());
    }

    /** The pending batch never was; whoever reads the disk later will know it. */
    private JournalException takenBack(IOException cause) {
        long count = lastAppended - acknowledged;
        batch.dropPending();
        lastAppended = acknowledged;
        if (chain.writer() != null) {
            endByFailure(cause);
        } else if (trouble.sentence() == null) {
            trouble.begins(cause);
        }
        String now = trouble.sentence();
        return new JournalException(
                count + " records were not written: " + cause.getMessage() + (now == null ? "" : "; " + now), cause);
    }

    private void endByFailure(IOException cause) {
        LOG.error(
                "journal segment {} ends by a failure: {}",
                disk.describe(chain.catalog().last().name()),
                cause.getMessage());
        if (durability instanceof Durability.OperatingSystem) {
            forceUnkept();
        }
        chain.end();
        beginVoiding();
    }

    /** In this mode nothing is in memory that could be written again; what the failed file still takes is all there is. */
    private void forceUnkept() {
        SegmentWriter ended = chain.writer();
        try {
            if (ended != null && !ended.hasForceFailed()) {
                ended.force();
                return;
            }
        } catch (IOException e) {
            LOG.debug("the last force of a segment: {}", e.getMessage());
        }
        LOG.error("a power loss may cost records {} to {}", forced + 1, acknowledged);
    }

    private void resume() {
        if (trouble.mayTry()) {
            beginVoiding();
        }
        String still = trouble.sentence();
        if (still != null) {
            throw new JournalException(still);
        }
    }

    /** The next segment after a failure: it takes over what no force has covered and takes back the rest. */
    private void beginVoiding() {
        boolean unforcedIsKept = !(durability instanceof Durability.OperatingSystem);
        long first = (unforcedIsKept ? forced : acknowledged) + 1;
        try {
            chain.begin(first, first, batch, forced);
        } catch (IOException e) {
            trouble.begins(e);
            return;
        }
        if (unforcedIsKept) {
            forced = acknowledged;
            batch.releaseKept();
        }
        trouble.ends();
        mark.write(acknowledged, forced, chain.catalog().last().salt());
    }

    /** The background thread, in interval mode. */
    synchronized void forceKept() {
        SegmentWriter writer = chain.writer();
        if (closed) {
            return;
        }
        if (writer == null) {
            if (trouble.mayTry()) {
                beginVoiding();
            }
        } else if (forced < acknowledged) {
            try {
                writer.force();
            } catch (IOException e) {
                endByFailure(e);
                return;
            }
            forced = acknowledged;
            batch.releaseKept();
            mark.write(acknowledged, forced, writer.segment().salt());
        }
    }

    @Override
    public long durableSequence() {
        return acknowledged;
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
        if (sequence < firstSequence() || sequence > acknowledged + 1) {
            throw new JournalException("sequence " + sequence + " is not in journal " + disk.describe("")
                    + ": it holds " + firstSequence() + " to " + acknowledged);
        }
        return new SegmentCursor(source, sequence);
    }

    /** UP, or DOWN with the reason while appends are refused. */
    public ComponentHealth health() {
        String sentence = trouble.sentence();
        return sentence == null
                ? ComponentHealth.up("journal", acknowledged + " records in " + disk.describe("") + ", " + durability)
                : ComponentHealth.down("journal", sentence);
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
            batch.dropPending();
            lastAppended = acknowledged;
            try {
                finish();
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

    private void finish() {
        SegmentWriter writer = chain.writer();
        if (writer == null) {
            beginVoiding();
        } else if (forced < acknowledged) {
            try {
                writer.force();
                forced = acknowledged;
            } catch (IOException e) {
                endByFailure(e);
            }
        }
        if (forced < acknowledged) {
            throw new JournalException("records " + (forced + 1) + " to " + acknowledged + " of journal "
                    + disk.describe("") + " were acknowledged and could not be forced");
        }
        SegmentWriter last = chain.writer();
        if (last != null) {
            markClose(last);
        }
    }

    private void markClose(SegmentWriter writer) {
        ByteBuffer frame = ByteBuffer.allocate(FrameFormatV1.CLOSE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        writer.format().close(frame, frame.duplicate(), acknowledged);
        try {
            writer.write(frame);
            writer.force();
        } catch (IOException e) {
            LOG.warn("the journal's clean end could not be marked, nothing is lost: {}", e.getMessage());
        }
        mark.write(acknowledged, forced, writer.segment().salt());
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("closing the journal: {}", e.getMessage());
        }
    }
}
