package io.otedama.storage.journal;

import io.otedama.pipeline.ShareAllocationContract;
import io.otedama.spi.ShareJournal;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** Allocation per share with the journal on a disk, its segments' change included. */
class FileJournalAllocationTest extends ShareAllocationContract {
    /** About 80,000 shares. */
    private static final long SEGMENT_BYTES = 10L << 20;

    @TempDir
    Path directory = Path.of("");

    private int journals;

    @Override
    protected ShareJournal open() {
        return FileJournal.open(
                directory.resolve("journal-" + journals++),
                JournalConfig.defaults()
                        .withSegmentBytes(SEGMENT_BYTES)
                        .withDurability(Durability.every(Duration.ofMillis(100))));
    }
}
