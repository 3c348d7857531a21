package io.otedama.pipeline;

import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.ShareJournal;

/** Allocation per share with the journal in memory. */
class ShareAllocationTest extends ShareAllocationContract {
    private static final int CHUNKS = 13; // of about 10,000 shares

    @Override
    protected ShareJournal open() {
        return new InMemoryJournal(CHUNKS);
    }
}
