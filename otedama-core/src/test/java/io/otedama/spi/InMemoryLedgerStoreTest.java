package io.otedama.spi;

import io.otedama.testkit.InMemoryLedgerStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

class InMemoryLedgerStoreTest extends LedgerStoreContract {
    private final Map<Long, LedgerSnapshot> kept = new ConcurrentSkipListMap<>();

    @Override
    protected LedgerStore open(Path directory) {
        return new InMemoryLedgerStore(kept);
    }
}
