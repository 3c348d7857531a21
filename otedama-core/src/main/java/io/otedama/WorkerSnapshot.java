package io.otedama;

import io.otedama.chain.Difficulty;
import io.otedama.metrics.HashrateSnapshot;
import io.otedama.session.Worker;
import org.jspecify.annotations.Nullable;

/**
 * One worker at one moment.
 *
 * @param id number by which the journal and blocks name it
 * @param account whom its work is credited to
 * @param connected true while a connection uses it, or a share of it is on its way
 * @param difficulty of its last credited share, null before the first
 * @param fixedDifficulty what the operator fixed it to, null when it follows the worker
 * @param lastShareMillis milliseconds since 1970, 0 when there was none
 */
public record WorkerSnapshot(
        int id,
        String name,
        String account,
        boolean connected,
        @Nullable Difficulty difficulty,
        @Nullable Difficulty fixedDifficulty,
        long acceptedShares,
        long rejectedShares,
        long lastShareMillis,
        HashrateSnapshot hashrate) {
    static WorkerSnapshot of(Worker worker, long nowMillis) {
        return new WorkerSnapshot(
                worker.id(),
                worker.name(),
                worker.account(),
                worker.isInUse(),
                worker.lastDifficulty(),
                worker.fixedDifficulty(),
                worker.statistics().acceptedShares(),
                worker.statistics().rejectedShares(),
                worker.statistics().lastShareMillis(),
                worker.statistics().hashrate().snapshot(nowMillis));
    }
}
