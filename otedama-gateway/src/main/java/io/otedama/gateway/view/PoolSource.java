package io.otedama.gateway.view;

import io.otedama.Pool;
import io.otedama.PoolHealth;
import io.otedama.PoolSnapshot;
import io.otedama.PoolState;
import io.otedama.event.PoolListener;
import io.otedama.payment.PayoutRun;
import io.otedama.security.Guard;
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

    /** The pool's guard, whose limits and bans hold here as well; empty before the pool has started. */
    default Optional<Guard> guard() {
        return Optional.empty();
    }

    void addListener(PoolListener listener);

    void removeListener(PoolListener listener);

    static PoolSource of(Pool pool) {
        return new WholePool(pool);
    }
}
