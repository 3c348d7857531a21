package io.otedama.gateway.http;

import io.otedama.PoolHealth;
import io.otedama.gateway.view.HealthView;
import io.otedama.gateway.view.PoolSource;
import io.otedama.spi.ComponentHealth.Status;
import java.util.List;

/** What an orchestrator asks. Degraded is not dead: a pool with one node of two is ready. Any thread; never waits. */
public final class HealthProbe {
    private final PoolSource pool;

    public HealthProbe(PoolSource pool) {
        this.pool = pool;
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
        PoolHealth health = pool.health();
        return report(health.live(), Status.UP, health);
    }

    /** DOWN until the pool has begun. */
    public Report startup() {
        PoolHealth health = pool.health();
        return report(health.started(), Status.UP, health);
    }

    /** DOWN while miners should go elsewhere. */
    public Report ready() {
        PoolHealth health = pool.health();
        return report(health.ready(), health.status(), health);
    }

    private static Report report(boolean good, Status status, PoolHealth health) {
        return new Report(
                (good ? status : Status.DOWN).name(),
                good ? List.of() : health.reasons(),
                health.components().stream().map(HealthView::of).toList());
    }
}
