package io.otedama.gateway.http;

import io.otedama.PoolState;
import io.otedama.gateway.view.HealthView;
import io.otedama.gateway.view.PictureCache;
import io.otedama.gateway.view.PoolSource;
import io.otedama.spi.ComponentHealth.Status;
import java.util.List;

/** What an orchestrator asks. Degraded is not dead: a pool with one node of two is ready. Any thread. */
public final class HealthProbe {
    private final PoolSource pool;
    private final PictureCache pictures;

    public HealthProbe(PoolSource pool, PictureCache pictures) {
        this.pool = pool;
        this.pictures = pictures;
    }

    /**
     * @param status UP, DEGRADED or DOWN
     * @param components with their parts
     */
    public record Report(String status, List<HealthView> components) {
        boolean isGood() {
            return !status.equals(Status.DOWN.name());
        }
    }

    /** DOWN when only a new process helps. */
    public Report live() {
        PoolState state = pool.state();
        boolean dead = state == PoolState.FAILED || state == PoolState.STOPPED;
        return new Report((dead ? Status.DOWN : Status.UP).name(), List.of());
    }

    /** DOWN until the pool runs. */
    public Report startup() {
        PoolState state = pool.state();
        boolean begun = state == PoolState.RUNNING || state == PoolState.DRAINING;
        return new Report((begun ? Status.UP : Status.DOWN).name(), List.of());
    }

    /** DOWN while miners should go elsewhere. */
    public Report ready() {
        if (pool.state() != PoolState.RUNNING) {
            return new Report(Status.DOWN.name(), List.of());
        }
        List<HealthView> parts = pictures.current().snapshot().health().stream()
                .map(HealthView::of)
                .toList();
        String worst = parts.stream()
                .map(HealthView::status)
                .map(Status::valueOf)
                .max(Enum::compareTo)
                .orElse(Status.UP)
                .name();
        return new Report(worst, parts);
    }
}
