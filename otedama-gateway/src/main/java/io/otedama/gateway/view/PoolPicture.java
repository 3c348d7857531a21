package io.otedama.gateway.view;

import io.otedama.PoolSnapshot;
import io.otedama.WorkerSnapshot;
import io.otedama.chain.Hash256;
import io.otedama.ledger.BlockBook;
import io.otedama.metrics.HashrateSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot of the pool, prepared for many viewers: indexes and sorted lists are made when the first of them asks. Any
 * thread.
 */
public final class PoolPicture {
    private final PoolSnapshot snapshot;
    private final Map<WorkerOrder, List<WorkerSnapshot>> sorted = new EnumMap<>(WorkerOrder.class);
    private @Nullable Map<String, WorkerSnapshot> byName;
    private @Nullable Map<Integer, WorkerSnapshot> byId;
    private @Nullable Map<String, MinerTotals> miners;
    private @Nullable Map<Hash256, Integer> blockPlaces;

    public PoolPicture(PoolSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    public PoolSnapshot snapshot() {
        return snapshot;
    }

    /** All workers in ascending order. */
    public synchronized List<WorkerSnapshot> workers(WorkerOrder order) {
        return sorted.computeIfAbsent(order, o -> {
            List<WorkerSnapshot> all = new ArrayList<>(snapshot.workers());
            all.sort(o);
            return Collections.unmodifiableList(all);
        });
    }

    public synchronized Optional<WorkerSnapshot> worker(String name) {
        Map<String, WorkerSnapshot> index = byName;
        if (index == null) {
            index = new HashMap<>();
            for (WorkerSnapshot worker : snapshot.workers()) {
                index.put(worker.name(), worker);
            }
            byName = index;
        }
        return Optional.ofNullable(index.get(name));
    }

    /** The account that a worker's work is credited to; empty when the number is not known. */
    public synchronized String accountOf(int workerId) {
        Map<Integer, WorkerSnapshot> index = byId;
        if (index == null) {
            index = new HashMap<>();
            for (WorkerSnapshot worker : snapshot.workers()) {
                index.put(worker.id(), worker);
            }
            byId = index;
        }
        WorkerSnapshot worker = index.get(workerId);
        return worker == null ? "" : worker.account();
    }

    /** Accounts with a worker, by name. */
    public synchronized Map<String, MinerTotals> miners() {
        Map<String, MinerTotals> index = miners;
        if (index == null) {
            Map<String, List<WorkerSnapshot>> groups = new HashMap<>();
            for (WorkerSnapshot worker : workers(WorkerOrder.NAME)) {
                groups.computeIfAbsent(worker.account(), a -> new ArrayList<>()).add(worker);
            }
            Map<String, MinerTotals> totals = new HashMap<>();
            groups.forEach((account, workers) -> totals.put(account, MinerTotals.of(account, workers)));
            index = Collections.unmodifiableMap(totals);
            miners = index;
        }
        return index;
    }

    /** In the order they were found. */
    public List<BlockBook.Entry> blocks() {
        return snapshot.blocks();
    }

    /** Place of a block in {@link #blocks}, or -1. */
    public synchronized int placeOf(Hash256 block) {
        Map<Hash256, Integer> index = blockPlaces;
        if (index == null) {
            index = new HashMap<>();
            for (int i = 0; i < snapshot.blocks().size(); i++) {
                index.put(snapshot.blocks().get(i).hash(), i);
            }
            blockPlaces = index;
        }
        return index.getOrDefault(block, -1);
    }

    /** The rate that tables sort by and show. */
    static double shown(HashrateSnapshot rate) {
        return rate.fiveMinutes();
    }
}
