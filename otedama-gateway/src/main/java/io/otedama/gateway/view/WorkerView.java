package io.otedama.gateway.view;

import io.otedama.WorkerSnapshot;
import io.otedama.chain.Difficulty;
import org.jspecify.annotations.Nullable;

/** One worker. Difficulties are decimal texts, times milliseconds since 1970. */
public record WorkerView(
        String name,
        String account,
        boolean connected,
        @Nullable String difficulty,
        @Nullable String fixedDifficulty,
        long acceptedShares,
        long rejectedShares,
        @Nullable Long lastShareAt,
        HashrateView hashrate) {
    public static WorkerView of(WorkerSnapshot worker) {
        return new WorkerView(
                worker.name(),
                worker.account(),
                worker.connected(),
                text(worker.difficulty()),
                text(worker.fixedDifficulty()),
                worker.acceptedShares(),
                worker.rejectedShares(),
                Times.orNull(worker.lastShareMillis()),
                HashrateView.of(worker.hashrate()));
    }

    private static @Nullable String text(@Nullable Difficulty difficulty) {
        return difficulty == null ? null : difficulty.toString();
    }
}
