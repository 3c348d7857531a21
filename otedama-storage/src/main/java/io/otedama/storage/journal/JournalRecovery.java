package io.otedama.storage.journal;

import io.otedama.spi.PoolClock;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a directory into the state in which it can be appended to. Cuts off a torn tail and forces what is left; changes
 * nothing when there is damage. May fail or be killed anywhere and begin again.
 */
final class JournalRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(JournalRecovery.class);

    private final JournalDisk disk;
    private final JournalConfig config;

    JournalRecovery(JournalDisk disk, JournalConfig config) {
        this.disk = disk;
        this.config = config;
    }

    /**
     * @param chain ready to append
     * @param lastSequence durable
     * @param mark to be kept up to date
     */
    record Recovered(SegmentChain chain, long lastSequence, DurableMark mark) {}

    Recovered recover(PoolClock clock) throws IOException {
        DurableMark.Position known = DurableMark.read(disk);
        long forced = known == null ? 0 : known.forced();
        SegmentCatalog catalog = SegmentCatalog.read(disk);
        if (catalog.isEmpty() && forced > 0) {
            throw new JournalDamagedException(
                    disk.describe(Segment.name(1)),
                    0,
                    "there is no segment at all, although " + forced + " records were durable");
        }
        SegmentChain chain = new SegmentChain(disk, config, clock, catalog);
        long last = 0;
        if (!catalog.isEmpty()) {
            SegmentTail tail = SegmentTail.scan(disk, catalog.last(), forced, Long.MAX_VALUE);
            last = tail.lastSequence();
            chain.continueWith(reopen(catalog.last(), tail));
        }
        deleteUnfinished();
        if (catalog.isEmpty()) {
            chain.begin(1, 0, new FrameBatch(), 0);
        }
        DurableMark mark = new DurableMark(
                disk.list().contains(DurableMark.FILE)
                        ? disk.open(DurableMark.FILE, true)
                        : disk.create(DurableMark.FILE));
        mark.write(last, last, chain.catalog().last().salt());
        return new Recovered(chain, last, mark);
    }

    /** After a kill, what can be read may still be in memory only: it is forced before anybody relies on it. */
    private SegmentWriter reopen(Segment segment, SegmentTail tail) throws IOException {
        JournalFile file = disk.open(segment.name(), true);
        try {
            if (tail.tornBytes() > 0) {
                LOG.warn(
                        "{}: {} bytes of an unfinished batch at offset {} cut off, last record is {}",
                        disk.describe(segment.name()),
                        tail.tornBytes(),
                        tail.endOffset(),
                        tail.lastSequence());
                file.truncate(tail.endOffset());
            }
            file.force();
            disk.forceDirectory();
            return new SegmentWriter(file, segment, config, tail.endOffset());
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private void deleteUnfinished() throws IOException {
        for (String name : disk.list()) {
            if (name.endsWith(Segment.SUFFIX + Segment.UNFINISHED)) {
                disk.delete(name);
            }
        }
    }
}
