package io.otedama.gateway;

import io.otedama.Pool;
import io.otedama.PoolHealth;
import io.otedama.PoolSnapshot;
import io.otedama.PoolState;
import io.otedama.WorkerSnapshot;
import io.otedama.chain.Difficulty;
import io.otedama.event.PoolEvent;
import io.otedama.event.PoolListener;
import io.otedama.gateway.view.PoolSource;
import io.otedama.metrics.HashrateSnapshot;
import io.otedama.payment.PayoutRun;
import io.otedama.spi.PoolControl;
import io.otedama.spi.PoolQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** A real pool, with a guard, as many more workers as a test wants, and events on demand. */
final class RigSource implements PoolSource {
    private final Pool pool;
    final RigControl control;
    private final List<PoolListener> listeners = new CopyOnWriteArrayList<>();
    volatile List<WorkerSnapshot> more = List.of();

    /** Called before the pool is looked at. */
    volatile Runnable beforeSnapshot = () -> {};

    RigSource(Pool pool) {
        this.pool = pool;
        this.control = new RigControl(() -> pool.control().orElseThrow());
    }

    /** Workers that do not exist, 0 upwards, each with other numbers. */
    static List<WorkerSnapshot> workers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new WorkerSnapshot(
                        1_000_000 + i,
                        String.format("farm%02d.worker%05d", i % 50, i),
                        String.format("farm%02d", i % 50),
                        i % 3 != 0,
                        Difficulty.of(1 + i % 7),
                        null,
                        i % 101,
                        i % 5,
                        1_700_000_000_000L + i * 37L % 5_003,
                        new HashrateSnapshot(i, (i * 7_919L) % 5_000, i, i)))
                .toList();
    }

    /** As if the pool had said it. */
    void publish(PoolEvent event) {
        listeners.forEach(listener -> listener.onEvent(event));
    }

    @Override
    public PoolState state() {
        return pool.state();
    }

    @Override
    public PoolHealth health() {
        return pool.health();
    }

    @Override
    public PoolSnapshot snapshot() {
        beforeSnapshot.run();
        PoolSnapshot s = pool.snapshot();
        List<WorkerSnapshot> workers = new ArrayList<>(s.workers());
        workers.addAll(more);
        return new PoolSnapshot(
                s.state(),
                s.network(),
                s.algorithm(),
                s.job(),
                s.connections(),
                s.hashrate(),
                workers,
                s.blocks(),
                s.earned(),
                s.creditedShares(),
                s.creditedWork(),
                s.counters(),
                s.latencies(),
                s.health());
    }

    @Override
    public Optional<PoolQuery> query() {
        return pool.query();
    }

    @Override
    public Optional<PayoutRun> payouts() {
        return pool.payouts();
    }

    @Override
    public Optional<PoolControl> control() {
        return Optional.of(control);
    }

    @Override
    public void addListener(PoolListener listener) {
        listeners.add(listener);
        pool.addListener(listener);
    }

    @Override
    public void removeListener(PoolListener listener) {
        listeners.remove(listener);
        pool.removeListener(listener);
    }
}
