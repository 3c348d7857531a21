package io.otedama.storage.journal;

import io.otedama.error.JournalException;
import io.otedama.spi.RecordView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One write and at most one force per batch, and what happens when they fail. Guarded by the journal's lock, but for what is
 * said otherwise.
 *
 * <pre>
 *   1 … forced … acknowledged … lastAppended
 *        on disk   a reader may   in memory only,
 *                  see it         until the flush
 *   batch:  [  kept (interval)  ][  pending  ]
 * </pre>
 */
final class GroupCommit {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    /** Acknowledged frames that wait in memory for a force; with more, a flush forces at once. */
    private static final int MAX_KEPT_BYTES = FrameBatch.MAX_BYTES / 2;

    private final JournalDisk disk;
    private final Durability durability;
    private final SegmentChain chain;
    private final DurableMark mark;
    private final DiskTrouble trouble;
    private final FrameBatch batch = new FrameBatch();
    private long lastAppended;
    private long forced;
    private volatile long acknowledged;

    GroupCommit(JournalDisk disk, Durability durability, JournalRecovery.Recovered recovered, DiskTrouble trouble) {
        this.disk = disk;
        this.durability = durability;
        this.trouble = trouble;
        chain = recovered.chain();
        mark = recovered.mark();
        lastAppended = recovered.lastSequence();
        forced = lastAppended;
        acknowledged = lastAppended;
    }

    /** Any thread. */
    long acknowledged() {
        return acknowledged;
    }

    /** As {@code ShareJournal.append}; the length was checked. */
    long append(RecordView record) {
        if (chain.writer() == null) {
            resume();
        }
        if (!batch.add(record, lastAppended + 1)) {
            throw new JournalException("a batch holds at most " + FrameBatch.MAX_BYTES + " bytes; flush first");
        }
        return ++lastAppended;
    }

    /**
     * As {@code ShareJournal.flush}.
     *
     * @param retained from here on no old segment may go
     */
    void flush(long retained) {
        if (!batch.hasPending()) {
            return;
        }
        try {
            SegmentWriter writer = writerWithRoom(retained);
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

    private SegmentWriter writerWithRoom(long retained) throws IOException {
        if (chain.writer() == null && trouble.mayTry()) {
            beginVoiding();
        }
        SegmentWriter writer = chain.writer();
        if (writer == null) {
            throw new IOException("there is no segment to write to");
        }
        return writer.isFullFor(batch.pendingBytes()) ? roll(writer, retained) : writer;
    }

    private SegmentWriter roll(SegmentWriter full, long retained) throws IOException {
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

    /** Forces what was acknowledged and is not forced; or tries again to go on after a failure. */
    void forceKept() {
        SegmentWriter writer = chain.writer();
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

    /** Whether everything acknowledged survives a power loss. */
    boolean isForced() {
        return forced >= acknowledged;
    }

    /**
     * Drops what was not flushed, forces what was acknowledged and marks a clean end. Closes nothing.
     *
     * @throws JournalException when something acknowledged could not be forced
     */
    void finish() {
        batch.dropPending();
        lastAppended = acknowledged;
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
}
