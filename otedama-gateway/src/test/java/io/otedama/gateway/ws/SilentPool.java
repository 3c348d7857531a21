package io.otedama.gateway.ws;

import io.otedama.PoolHealth;
import io.otedama.PoolSnapshot;
import io.otedama.PoolState;
import io.otedama.event.PoolListener;
import io.otedama.gateway.view.PoolSource;
import io.otedama.payment.PayoutRun;
import io.otedama.spi.PoolControl;
import io.otedama.spi.PoolQuery;
import java.util.Optional;

/** A pool of which nothing is known, or whose every answer is a failure. */
final class SilentPool implements PoolSource {
    /** With it the pool has not started yet, to those who look; other failures are failures. */
    volatile RuntimeException trouble = new IllegalStateException("not started");

    volatile int looks;

    @Override
    public PoolState state() {
        return PoolState.NEW;
    }

    @Override
    public PoolHealth health() {
        throw trouble;
    }

    @Override
    public PoolSnapshot snapshot() {
        looks++;
        throw trouble;
    }

    @Override
    public Optional<PoolQuery> query() {
        return Optional.empty();
    }

    @Override
    public Optional<PayoutRun> payouts() {
        return Optional.empty();
    }

    @Override
    public Optional<PoolControl> control() {
        return Optional.empty();
    }

    @Override
    public void addListener(PoolListener listener) {}

    @Override
    public void removeListener(PoolListener listener) {}
}
