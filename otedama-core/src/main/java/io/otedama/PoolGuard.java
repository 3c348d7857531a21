package io.otedama;

import io.otedama.event.EventBus;
import io.otedama.security.Guard;
import io.otedama.security.GuardKeeper;
import io.otedama.spi.ComponentHealth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The guard of one pool, with what remembers for it. */
final class PoolGuard implements AutoCloseable {
    private final Guard guard;
    private final @Nullable GuardKeeper keeper;

    PoolGuard(PoolSettings settings, EventBus events) {
        this.guard = new Guard(settings.guard, settings.clock, settings.metrics, events::publish);
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

    /** Nothing without a store: a guard cannot fail. */
    List<ComponentHealth> health() {
        return keeper == null ? List.of() : List.of(keeper.health());
    }

    @Override
    public void close() {
        AutoCloseableQuietly.close(keeper);
    }
}
