package io.otedama.session;

import io.otedama.spi.MinerAuthenticator;
import io.otedama.spi.Owner;
import io.otedama.spi.WorkerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Every worker that is connected or has ever been credited. Bounded: names without a credited share leave with their last
 * connection, or with their last share that is still on its way. Thread-safe.
 */
public final class WorkerTable {
    private final int maxWorkers;
    private final Map<String, Worker> byName = new ConcurrentHashMap<>();

    /** What a session store remembers of names that have not come back; kept, since a name that leaves early returns again. */
    private final Map<String, Recalled> recalled = new ConcurrentHashMap<>();

    private final AtomicInteger nextId = new AtomicInteger(1);
    private volatile LoginObserver logins = LoginObserver.NONE;

    /**
     * @param maxWorkers names that may be known at one time; one more is refused
     */
    public WorkerTable(int maxWorkers) {
        this.maxWorkers = maxWorkers;
    }

    /**
     * The worker of that name, counted as used by one more connection.
     *
     * @param owner whom its work belongs to from now on
     * @return null when the table is full
     */
    public @Nullable Worker acquire(String name, Owner owner) {
        return byName.compute(name, (n, known) -> {
            Worker worker = known;
            if (worker == null) {
                if (byName.size() >= maxWorkers || nextId.get() < 0) { // ids are never used twice
                    return null;
                }
                worker = new Worker(nextId.getAndIncrement(), n, owner, this);
                Recalled before = recalled.get(n);
                if (before != null) {
                    worker.recall(before.state, before.atMillis);
                }
            }
            worker.belongTo(owner);
            worker.retain();
            return worker;
        });
    }

    /** Who hears of logins from now on. Called before the pool starts. */
    public void observeLogins(LoginObserver observer) {
        logins = observer;
    }

    LoginObserver logins() {
        return logins;
    }

    /** The worker of that name; null when none is known. */
    public @Nullable Worker find(String name) {
        return byName.get(name);
    }

    /** One connection less uses it. */
    public void release(Worker worker) {
        worker.release();
    }

    /** Takes a worker out unless somebody has begun to use it again. */
    void removeUnused(Worker worker) {
        byName.computeIfPresent(
                worker.name(), (n, known) -> known.uses.get() <= 0 && !known.isJournaled() ? null : known);
    }

    /** Puts a worker back that the journal knows. Called before the pool starts. */
    public Worker restore(int id, String name) {
        Worker worker = new Worker(id, name, Owner.of(MinerAuthenticator.accountOf(name)), this);
        worker.markJournaled(true);
        reserve(id);
        byName.put(name, worker);
        return worker;
    }

    /** What a session store remembers of that name. Called before the pool starts, after the last {@link #restore}. */
    void recall(String name, WorkerState state, long nowMillis) {
        Worker known = byName.get(name);
        if (known == null) {
            recalled.put(name, new Recalled(state, nowMillis));
        } else {
            known.recall(state, nowMillis);
        }
    }

    /** An id that the journal knows, with or without its name, is not given out again. Called before the pool starts. */
    public void reserve(int id) {
        nextId.accumulateAndGet(id + 1, Math::max);
    }

    public int size() {
        return byName.size();
    }

    /** A copy, in no particular order. */
    public List<Worker> list() {
        return new ArrayList<>(byName.values());
    }

    private record Recalled(WorkerState state, long atMillis) {}
}
