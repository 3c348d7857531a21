package io.otedama.gateway.view;

import io.otedama.Pool;
import io.otedama.PoolHealth;
import io.otedama.PoolSnapshot;
import io.otedama.PoolState;
import io.otedama.event.PoolListener;
import io.otedama.payment.PayoutRun;
import io.otedama.spi.PoolControl;
import io.otedama.spi.PoolQuery;
import java.util.Optional;

/** What the gateway sees of a pool. Any thread; {@link #snapshot} and what {@link #query} gives may take their time. */
public interface PoolSource {
    PoolState state();

    /** As an orchestrator asks it; never waits. */
    PoolHealth health();

    /**
     * A pass over all workers and blocks.
     *
     * @throws IllegalStateException when the pool has not started
     */
    PoolSnapshot snapshot();

    Optional<PoolQuery> query();

    Optional<PayoutRun> payouts();

    Optional<PoolControl> control();

    void addListener(PoolListener listener);

    void removeListener(PoolListener listener);

    static PoolSource of(Pool pool) {
        return new PoolSource() {
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
                return pool.snapshot();
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
                return pool.control();
            }

            @Override
            public void addListener(PoolListener listener) {
                pool.addListener(listener);
            }

            @Override
            public void removeListener(PoolListener listener) {
                pool.removeListener(listener);
            }
        };
    }
}
