package io.otedama.spi;

import io.otedama.error.GuardStoreException;
import java.util.List;

/** Keeps what it is given while the object lives: for tests, and for a pool that is stopped and started in one process. */
public final class InMemoryGuardStore implements GuardStore {
    private List<GuardRecord> kept = List.of();
    private boolean closed;

    /** Empty. */
    public InMemoryGuardStore() {}

    @Override
    public synchronized List<GuardRecord> load() {
        requireOpen();
        return kept;
    }

    @Override
    public synchronized void replace(List<GuardRecord> records) {
        requireOpen();
        GuardStore.check(records);
        kept = List.copyOf(records);
    }

    /** Opens it again with what it holds. */
    public synchronized void reopen() {
        closed = false;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new GuardStoreException("the guard store is closed");
        }
    }
}
