package io.otedama;

import io.otedama.chain.Difficulty;
import io.otedama.security.Guard;
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
    private final Guard guard;
    private final AttackWatch attacks;

    LiveControl(WorkerTable workers, List<FrontEnd> frontEnds, Guard guard, AttackWatch attacks) {
        this.guard = guard;
        this.attacks = attacks;
        this.workers = workers;
        this.frontEnds = frontEnds;
    }

    @Override
    public List<Ban> bans() {
        return guard.bans(MAX_LISTED_BANS);
    }

    @Override
    public Ban ban(String network, Duration duration, String reason) {
        return guard.ban(network, duration, reason);
    }

    @Override
    public boolean unban(String network) {
        return guard.unban(network);
    }

    @Override
    public Optional<Standing> standing(String addressOrWorker) {
        return guard.standing(addressOrWorker);
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
