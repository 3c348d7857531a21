package io.otedama;

import io.otedama.chain.Difficulty;
import io.otedama.session.FrontEnd;
import io.otedama.session.Worker;
import io.otedama.session.WorkerTable;
import io.otedama.spi.PoolControl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operator's hand on a running pool. Any thread. */
final class LiveControl implements PoolControl {
    private final WorkerTable workers;
    private final List<FrontEnd> frontEnds;
    private final AttackWatch attacks;

    LiveControl(WorkerTable workers, List<FrontEnd> frontEnds, AttackWatch attacks) {
        this.attacks = attacks;
        this.workers = workers;
        this.frontEnds = frontEnds;
    }

    @Override
    public List<Ban> bans() {
        return List.of();
    }

    @Override
    public Ban ban(String network, Duration duration, String reason) {
        throw new IllegalArgumentException("this pool has no guard");
    }

    @Override
    public boolean unban(String network) {
        return false;
    }

    @Override
    public Optional<Standing> standing(String addressOrWorker) {
        return Optional.empty();
    }

    @Override
    public List<Alarm> alarms() {
        return attacks.alarms();
    }

    @Override
    public boolean fixDifficulty(String name, @Nullable Difficulty difficulty) {
        Worker worker = workers.find(name);
        if (worker == null) {
            return false;
        }
        worker.fixDifficulty(difficulty);
        return true;
    }

    @Override
    public void drain() {
        frontEnds.forEach(FrontEnd::drain);
    }
}
