package io.otedama.gateway;

import io.otedama.chain.Difficulty;
import io.otedama.security.AddressRange;
import io.otedama.spi.PoolControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A guard that remembers what it is told, in front of the pool's own control. */
final class RigControl implements PoolControl {
    /** Of whom it knows something. */
    static final String KNOWN = "203.0.113.9";

    private final Supplier<PoolControl> real;
    private final Map<String, Ban> bans = new ConcurrentSkipListMap<>();
    final List<Alarm> alarms = new CopyOnWriteArrayList<>();
    volatile boolean drained;

    /** Called before it tells alarms. */
    volatile Runnable beforeAlarms = () -> {};

    RigControl(Supplier<PoolControl> real) {
        this.real = real;
        alarms.add(new Alarm(1_700_000_000_000L, "BLOCK_WITHHOLDING", RigPool.ALICE, "expected 9.1 blocks, found 0"));
    }

    @Override
    public List<Ban> bans() {
        return new ArrayList<>(bans.values());
    }

    @Override
    public Ban ban(String network, Duration duration, String reason) {
        AddressRange.parse(network);
        long now = System.currentTimeMillis();
        Ban ban = new Ban(network, now, now + duration.toMillis(), 1, reason);
        bans.put(network, ban);
        return ban;
    }

    @Override
    public boolean unban(String network) {
        return bans.remove(network) != null;
    }

    @Override
    public Optional<Standing> standing(String addressOrWorker) {
        return addressOrWorker.equals(KNOWN)
                ? Optional.of(new Standing(
                        KNOWN,
                        -40,
                        "WARNED",
                        List.of(new StandingEvent(1_700_000_000_000L, "DUPLICATE_SHARE", 4, -40)),
                        new Ban(KNOWN, 1, 2, 3, "x")))
                : Optional.empty();
    }

    @Override
    public List<Alarm> alarms() {
        beforeAlarms.run();
        return List.copyOf(alarms);
    }

    @Override
    public boolean fixDifficulty(String worker, @Nullable Difficulty difficulty) {
        return real.get().fixDifficulty(worker, difficulty);
    }

    @Override
    public void drain() {
        drained = true; // the shared pool goes on
    }
}
