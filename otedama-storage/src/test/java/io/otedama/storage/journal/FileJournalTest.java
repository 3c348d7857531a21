package io.otedama.storage.journal;

import io.otedama.spi.ShareJournal;
import io.otedama.spi.ShareJournalContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest extends ShareJournalContract {
    @TempDir
    Path directory;

    @Override
    protected ShareJournal open() {
        return FileJournal.open(
                directory, JournalConfig.defaults().withSegmentBytes(1 << 20).withPreallocationBytes(1 << 16));
    }
}
