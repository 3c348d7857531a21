package io.otedama.spi;

import io.otedama.testkit.InMemoryQueryStore;

class InMemoryQueryStoreTest extends QueryStoreContract {
    private final InMemoryQueryStore kept = new InMemoryQueryStore();

    @Override
    protected QueryStore open() {
        return kept;
    }

    @Override
    protected QueryStore reopen() {
        return kept;
    }

    @Override
    protected PoolQuery query() {
        return kept;
    }
}
