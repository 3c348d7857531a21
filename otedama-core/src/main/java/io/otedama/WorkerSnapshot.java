package io.otedama;

import io.otedama.metrics.HashrateSnapshot;
import io.otedama.session.Worker;

/**
 * One worker at one moment.
 *
 * @param lastShareMillis milliseconds since 1970, 0 when there was none
 */
public record WorkerSnapshot(
        String name, long acceptedShares, long rejectedShares, long lastShareMillis, HashrateSnapshot hashrate) {
    static WorkerSnapshot of(Worker worker, long nowMillis) {
        return new WorkerSnapshot(
                worker.name(),
                worker.statistics().acceptedShares(),
                worker.statistics().rejectedShares(),
                worker.statistics().lastShareMillis(),
                worker.statistics().hashrate().snapshot(nowMillis));
    }
}
