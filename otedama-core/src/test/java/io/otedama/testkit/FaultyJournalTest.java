package io.otedama.testkit;

import io.otedama.spi.ShareJournal;
import io.otedama.spi.ShareJournalContract;

/** The fake keeps the promises too. */
class FaultyJournalTest extends ShareJournalContract {
    @Override
    protected ShareJournal open() {
        return new FaultyJournal();
    }
}
