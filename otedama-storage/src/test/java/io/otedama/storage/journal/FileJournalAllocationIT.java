package io.otedama.storage.journal;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.otedama.pipeline.ShareAllocationContract;
import io.otedama.spi.ShareJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;

/** Allocation per share with the journal on a disk, its segments' change included. */
class FileJournalAllocationIT extends ShareAllocationContract {
    /** About 80,000 shares. */
    private static final long SEGMENT_BYTES = 10L << 20;

    @TempDir
    Path directory = Path.of("");

    private int journals;

    static Stream<Arguments> cases() {
        return Stream.of(arguments(1, null), arguments(1, "pplns:window=0.01"), arguments(3, "tides:window=0.01"));
    }

    @Override
    protected ShareJournal open() {
        return FileJournal.open(
                directory.resolve("journal-" + journals++),
                JournalConfig.defaults()
                        .withSegmentBytes(SEGMENT_BYTES)
                        .withDurability(Durability.every(Duration.ofMillis(100))));
    }
}
