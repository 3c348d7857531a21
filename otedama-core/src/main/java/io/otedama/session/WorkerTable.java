package io.otedama.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Every worker that is connected or has ever been credited. Bounded: names without a credited share leave with their last
 * connection. Thread-safe.
 */
public final class WorkerTable {
    private final int maxWorkers;
    private final Map<String, Worker> byName = new ConcurrentHashMap<>();
    private final AtomicInteger nextId = new AtomicInteger(1);

    /**
     * @param maxWorkers names that may be known at one time; one more is refused
     */
    public WorkerTable(int maxWorkers) {
        this.maxWorkers = maxWorkers;
    }

    /**
     * The worker of that name, counted as used by one more connection.
     *
     * @return null when the table is full
     */
    public @Nullable Worker acquire(String name) {
        return byName.compute(name, (n, known) -> {
            Worker worker = known;
            if (worker == null) {
                if (byName.size() >= maxWorkers) {
                    return null;
                }
                worker = new Worker(nextId.getAndIncrement(), n);
            }
            worker.uses.incrementAndGet();
            return worker;
        });
    }

    /**
     * Something else than a connection uses the worker too, until {@link #release}: a share on its way to the journal, which
     * may arrive after the connection is gone. Only while another use lasts.
     */
    public void retain(Worker worker) {
        worker.uses.incrementAndGet();
    }

    /** One use less. */
    public void release(Worker worker) {
        byName.computeIfPresent(worker.name(), (n, known) -> {
            boolean unused = known.uses.decrementAndGet() <= 0;
            return unused && !known.isJournaled() ? null : known;
        });
    }

    /** Puts a worker back that the journal knows. Called before the pool starts. */
    public Worker restore(int id, String name) {
        Worker worker = new Worker(id, name);
        worker.markJournaled(true);
        nextId.accumulateAndGet(id + 1, Math::max);
        byName.put(name, worker);
        return worker;
    }

    public int size() {
        return byName.size();
    }

    /** A copy, in no particular order. */
    public List<Worker> list() {
        return new ArrayList<>(byName.values());
    }
}
