package io.otedama;

import io.otedama.event.EventBus;
import io.otedama.security.Guard;
import io.otedama.security.GuardKeeper;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.MetricsSink;
import org.jspecify.annotations.Nullable;

/** The guard of one pool, with what remembers for it. */
final class PoolGuard implements AutoCloseable {
    private final Guard guard;
    private final @Nullable GuardKeeper keeper;

    PoolGuard(PoolSettings settings, MetricsSink metrics, EventBus events) {
        this.guard = new Guard(settings.guard, settings.clock, metrics, events::publish);
        this.keeper = settings.guardStore == null ? null : new GuardKeeper(guard, settings.guardStore);
    }

    Guard guard() {
        return guard;
    }

    /** Recalls who is banned; before the first miner comes. */
    void start() {
        if (keeper != null) {
            keeper.start();
        }
    }

    /** Null without a store: a guard cannot fail. */
    @Nullable
    ComponentHealth health() {
        return keeper == null ? null : keeper.health();
    }

    @Override
    public void close() {
        AutoCloseableQuietly.close(keeper);
    }
}
