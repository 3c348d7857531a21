package io.otedama.gateway.view;

import io.otedama.WorkerSnapshot;
import io.otedama.chain.Difficulty;
import java.util.Comparator;
import java.util.Optional;

/** What workers are sorted by, then by name. Each key is a whole number, so that a cursor can carry it. */
public enum WorkerOrder implements Comparator<WorkerSnapshot> {
    NAME("name"),
    HASHRATE("hashrate"),
    ACCEPTED("accepted"),
    REJECTED("rejected"),
    DIFFICULTY("difficulty"),
    LAST_SHARE("lastShare");

    private final String word;

    WorkerOrder(String word) {
        this.word = word;
    }

    /** As it is written in a query. */
    public String word() {
        return word;
    }

    public static Optional<WorkerOrder> of(String word) {
        for (WorkerOrder order : values()) {
            if (order.word.equals(word)) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    /** Rises with what it sorts by; the bits of a double that is not negative do. */
    long key(WorkerSnapshot worker) {
        return switch (this) {
            case NAME -> 0;
            case HASHRATE -> Double.doubleToLongBits(PoolPicture.shown(worker.hashrate()));
            case ACCEPTED -> worker.acceptedShares();
            case REJECTED -> worker.rejectedShares();
            case DIFFICULTY -> difficulty(worker);
            case LAST_SHARE -> worker.lastShareMillis();
        };
    }

    /** A worker without one is below all others. */
    private static long difficulty(WorkerSnapshot worker) {
        Difficulty difficulty = worker.difficulty();
        return difficulty == null
                ? -1
                : Double.doubleToLongBits(difficulty.toBigDecimal().doubleValue());
    }

    @Override
    public int compare(WorkerSnapshot a, WorkerSnapshot b) {
        int byKey = Long.compare(key(a), key(b));
        return byKey != 0 ? byKey : a.name().compareTo(b.name());
    }
}
