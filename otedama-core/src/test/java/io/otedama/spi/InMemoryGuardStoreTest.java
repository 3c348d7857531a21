package io.otedama.spi;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

class InMemoryGuardStoreTest extends GuardStoreContract {
    private final Map<Path, InMemoryGuardStore> stores = new HashMap<>();

    @Override
    protected GuardStore open(Path directory) {
        InMemoryGuardStore store = stores.computeIfAbsent(directory, path -> new InMemoryGuardStore());
        store.reopen();
        return store;
    }
}
