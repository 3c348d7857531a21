package io.otedama.storage.journal;

import io.otedama.spi.PoolClock;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segment that is written, and the making of the next one. A segment that a write or force failed on is closed for
 * ever. Guarded by the journal's lock, but for what is said otherwise.
 *
 * <pre>
 *   begin: N.seg.new: header, kept frames, zeros -> force -> rename to N.seg -> force directory -> catalog
 * </pre>
 */
final class SegmentChain {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentChain.class);

    private final JournalDisk disk;
    private final JournalConfig config;
    private final PoolClock clock;
    private @Nullable SegmentWriter writer;
    private volatile SegmentCatalog catalog;

    SegmentChain(JournalDisk disk, JournalConfig config, PoolClock clock, SegmentCatalog catalog) {
        this.disk = disk;
        this.config = config;
        this.clock = clock;
        this.catalog = catalog;
    }

    /** Any thread. */
    SegmentCatalog catalog() {
        return catalog;
    }

    /** Null while no segment can be written. */
    @Nullable
    SegmentWriter writer() {
        return writer;
    }

    /** Goes on with a segment that exists. */
    void continueWith(SegmentWriter existing) {
        writer = existing;
    }

    /**
     * Makes the next segment, with the batch's kept frames in it, safe on disk.
     *
     * @param first its first sequence
     * @param voidFrom 0, or the same when the segment before ended by a failure
     * @param forced as far as everything is safe without it
     */
    SegmentWriter begin(long first, long voidFrom, FrameBatch batch, long forced) throws IOException {
        Segment segment = new Segment(
                FrameFormat.NEWEST, ThreadLocalRandom.current().nextInt(), first, voidFrom, clock.epochMillis());
        String unfinished = segment.name() + Segment.UNFINISHED;
        JournalFile file = disk.create(unfinished);
        SegmentWriter next;
        try {
            file.write(SegmentHeader.encode(segment), 0);
            next = new SegmentWriter(file, segment, config, SegmentHeader.BYTES);
            next.makeRoom(SegmentHeader.BYTES + batch.keptBytes() + 1L);
            if (batch.keptBytes() > 0) {
                next.write(batch.kept(next.format(), forced));
            }
            next.force();
            disk.rename(unfinished, segment.name());
            disk.forceDirectory();
        } catch (IOException e) {
            closeQuietly(file);
            deleteQuietly(unfinished);
            throw e;
        }
        writer = next;
        catalog = catalog.with(segment);
        return next;
    }

    /** The current segment is not written any more. */
    void end() {
        SegmentWriter ended = writer;
        writer = null;
        if (ended != null) {
            closeQuietly(ended);
        }
    }

    private static void closeQuietly(Closeable file) {
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("closing a journal segment: {}", e.getMessage());
        }
    }

    private void deleteQuietly(String name) {
        try {
            disk.delete(name);
        } catch (IOException e) {
            LOG.debug("{} stays until the next start: {}", disk.describe(name), e.getMessage());
        }
    }

    /** Deletes the oldest segments that hold nothing from {@code sequence} on; the newest always stays. */
    void deleteBefore(long sequence) throws IOException {
        while (oldestMayGo(sequence)) {
            deleteOldest();
        }
    }

    /** Deletes what the policy of the configuration no longer keeps, up to the given sequence. */
    void applyRetention(long sequence) {
        Retention policy = config.retention();
        long youngest = clock.epochMillis() - policy.age().toMillis();
        try {
            while (catalog.segments().size() - 1 > policy.newerSegments()
                    && oldestMayGo(sequence)
                    && catalog.segments().get(1).createdMillis() <= youngest) {
                deleteOldest();
            }
        } catch (IOException e) {
            LOG.warn("old journal segments stay: {}", e.getMessage());
        }
    }

    private boolean oldestMayGo(long sequence) {
        return catalog.segments().size() > 1 && catalog.segments().get(1).first() <= sequence;
    }

    /** One at a time: a power loss must not leave a hole between those that are left. */
    private void deleteOldest() throws IOException {
        Segment oldest = catalog.segments().get(0);
        disk.delete(oldest.name());
        disk.forceDirectory();
        catalog = catalog.withoutFirst();
        LOG.info("journal segment {} deleted", disk.describe(oldest.name()));
    }
}
