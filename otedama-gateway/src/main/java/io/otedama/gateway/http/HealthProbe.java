package io.otedama.gateway.http;

import io.otedama.PoolHealth;
import io.otedama.gateway.view.HealthView;
import io.otedama.gateway.view.PoolSource;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.spi.PoolClock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What an orchestrator asks. Degraded is not dead: a pool with one node of two is ready. Any thread. However many ask, one of
 * them looks, four times a second at most.
 */
public final class HealthProbe {
    private static final long MAX_AGE_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final PoolSource pool;
    private final PoolClock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Seen newest;

    private record Seen(PoolHealth health, long atNs) {}

    public HealthProbe(PoolSource pool, PoolClock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    private PoolHealth health() {
        Seen known = newest;
        if (known != null && clock.nanoTime() - known.atNs < MAX_AGE_NS) {
            return known.health;
        }
        if (known == null) {
            looking.lock();
        } else if (!looking.tryLock()) {
            return known.health;
        }
        try {
            Seen seen = new Seen(pool.health(), clock.nanoTime());
            newest = seen;
            return seen.health;
        } finally {
            looking.unlock();
        }
    }

    /**
     * @param status UP, DEGRADED or DOWN
     * @param reasons why it is DOWN, one sentence each
     * @param components with their parts
     */
    public record Report(String status, List<String> reasons, List<HealthView> components) {
        boolean isGood() {
            return !status.equals(Status.DOWN.name());
        }

        /** For those who may not look into the pool. */
        Report withoutDetail() {
            return new Report(status, List.of(), List.of());
        }
    }

    /** DOWN when only a new process helps. */
    public Report live() {
        PoolHealth health = health();
        return report(health.live(), Status.UP, health);
    }

    /** DOWN until the pool has begun. */
    public Report startup() {
        PoolHealth health = health();
        return report(health.started(), Status.UP, health);
    }

    /** DOWN while miners should go elsewhere. */
    public Report ready() {
        PoolHealth health = health();
        return report(health.ready(), health.status(), health);
    }

    private static Report report(boolean good, Status status, PoolHealth health) {
        return new Report(
                (good ? status : Status.DOWN).name(),
                good ? List.of() : health.reasons(),
                health.components().stream().map(HealthView::of).toList());
    }
}
