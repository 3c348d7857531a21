package io.otedama;

import io.otedama.spi.ComponentHealth;
import io.otedama.spi.ComponentHealth.Status;
import java.util.List;

/**
 * How a pool is, as an orchestrator asks it. Immutable.
 *
 * <pre>
 *             started                live                        ready
 *   true      start() has finished   this process may yet do     miners that come now get work, and their
 *                                    its work                    shares are kept
 *   false     wait                   start another process       send miners elsewhere for the time being
 * </pre>
 *
 * <p>Degraded is not dead: a node that is away, a full disk or a database that is gone never ends {@code live}. Another process
 * would find the same, and lose the miners on the way.
 *
 * @param state of its life
 * @param started the pool has been running, also when it has ended since
 * @param live no stage has failed, and the pool has not been closed
 * @param ready it is running, has work that is fresh, keeps what it acknowledges, and accepts connections
 * @param reasons why it is not ready, one sentence each; empty when it is
 * @param components one each; empty before {@code start}
 */
public record PoolHealth(
        PoolState state,
        boolean started,
        boolean live,
        boolean ready,
        List<String> reasons,
        List<ComponentHealth> components) {
    public PoolHealth {
        reasons = List.copyOf(reasons);
        components = List.copyOf(components);
    }

    /**
     * @param reasons why a pool in this state would not be ready, but for the state itself
     */
    static PoolHealth of(PoolState state, boolean started, List<String> reasons, List<ComponentHealth> components) {
        boolean live = state != PoolState.FAILED && state != PoolState.STOPPED;
        boolean running = state == PoolState.RUNNING;
        List<String> why = running ? reasons : List.of("the pool is " + state);
        return new PoolHealth(state, started, live, running && reasons.isEmpty(), why, components);
    }

    /** UP when everything is well, DOWN when the pool does not live, else DEGRADED. */
    public Status status() {
        if (!live) {
            return Status.DOWN;
        }
        return ready && components.stream().allMatch(c -> c.status() == Status.UP) ? Status.UP : Status.DEGRADED;
    }
}
