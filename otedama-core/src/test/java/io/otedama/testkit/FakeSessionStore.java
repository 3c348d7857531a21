package io.otedama.testkit;

import io.otedama.error.SessionStoreException;
import io.otedama.spi.SessionStore;
import io.otedama.spi.WorkerState;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Remembers in memory, also after it was closed; fails on demand. */
public final class FakeSessionStore implements SessionStore {
    public final Map<String, WorkerState> kept = new ConcurrentHashMap<>();
    public volatile boolean failing;
    public volatile boolean closed;
    public volatile int maxWorkers = DEFAULT_MAX_WORKERS;
    public volatile int syncs;

    private void check() {
        if (failing) {
            throw new SessionStoreException("the disk is gone");
        }
    }

    @Override
    public WorkerState load(String worker) {
        check();
        return kept.get(worker);
    }

    @Override
    public boolean save(String worker, WorkerState state) {
        check();
        if (kept.size() >= maxWorkers && !kept.containsKey(worker)) {
            return false;
        }
        kept.put(worker, state);
        return true;
    }

    @Override
    public int forget(long seenBeforeMillis) {
        check();
        int before = kept.size();
        kept.values().removeIf(state -> state.lastSeenMillis() < seenBeforeMillis);
        return before - kept.size();
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public void sync() {
        check();
        syncs++;
    }

    @Override
    public void forEach(BiConsumer<String, WorkerState> action) {
        check();
        kept.forEach(action);
    }

    @Override
    public int size() {
        return kept.size();
    }

    @Override
    public void close() {
        closed = true;
        check();
    }
}
