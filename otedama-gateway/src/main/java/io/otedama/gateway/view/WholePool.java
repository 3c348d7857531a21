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

/** A pool as it is. */
record WholePool(Pool pool) implements PoolSource {
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
    public Optional<Guard> guard() {
        return pool.guard();
    }

    @Override
    public void addListener(PoolListener listener) {
        pool.addListener(listener);
    }

    @Override
    public void removeListener(PoolListener listener) {
        pool.removeListener(listener);
    }
}
