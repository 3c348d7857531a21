package io.otedama.gateway.view;

import io.otedama.WorkerSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The workers of one account together. */
public record MinerTotals(String account, List<WorkerSnapshot> workers, HashrateView hashrate) {
    static MinerTotals of(String account, List<WorkerSnapshot> workers) {
        return new MinerTotals(
                account,
                List.copyOf(workers),
                HashrateView.sum(workers.stream().map(WorkerSnapshot::hashrate).toList()));
    }

    private int connected() {
        return (int) workers.stream().filter(WorkerSnapshot::connected).count();
    }

    private long accepted() {
        return workers.stream().mapToLong(WorkerSnapshot::acceptedShares).sum();
    }

    private long rejected() {
        return workers.stream().mapToLong(WorkerSnapshot::rejectedShares).sum();
    }

    private @Nullable Long lastShareAt() {
        return Times.orNull(workers.stream()
                .mapToLong(WorkerSnapshot::lastShareMillis)
                .max()
                .orElse(0));
    }

    public MinerView.Row row() {
        return new MinerView.Row(
                account, workers.size(), connected(), hashrate.fiveMinutes(), accepted(), rejected(), lastShareAt());
    }

    public MinerView view(MinerView.@Nullable Balance balance) {
        return new MinerView(
                account, workers.size(), connected(), hashrate, accepted(), rejected(), lastShareAt(), balance);
    }
}
