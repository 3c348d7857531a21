package io.otedama.node;

import io.otedama.spi.PoolClock;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides which node gives the work. The order of the configuration is the order of preference:
 *
 * <pre>
 *   keep the present one while it is usable and not stuck,
 *     unless one that is preferred to it has been good for returnAfter and is not behind;
 *   otherwise the first usable that is not behind, else not stuck, else any usable; else nobody
 * </pre>
 *
 * <p>Feed thread.
 */
final class DaemonSelector {
    private final List<CoinDaemon> daemons;
    private final PoolClock clock;
    private final long stuckAfterNs;
    private final long returnAfterNs;

    DaemonSelector(List<CoinDaemon> daemons, NodeTiming timing, PoolClock clock) {
        this.daemons = daemons;
        this.clock = clock;
        this.stuckAfterNs = timing.stuckAfter().toNanos();
        this.returnAfterNs = timing.returnAfter().toNanos();
    }

    @Nullable
    CoinDaemon choose(@Nullable CoinDaemon active) {
        long now = clock.nanoTime();
        if (active != null && isUsable(active, now) && !isStuck(active, now)) {
            CoinDaemon better = firstBefore(active, now);
            return better != null ? better : active;
        }
        CoinDaemon chosen = first(d -> isUsable(d, now) && !d.probe().behind());
        chosen = chosen != null ? chosen : first(d -> isUsable(d, now) && !isStuck(d, now));
        return chosen != null ? chosen : first(d -> isUsable(d, now));
    }

    private @Nullable CoinDaemon firstBefore(CoinDaemon active, long now) {
        for (CoinDaemon daemon : daemons) {
            if (daemon == active) {
                return null;
            }
            if (isUsable(daemon, now) && !daemon.probe().behind() && daemon.isGoodFor(returnAfterNs, now)) {
                return daemon;
            }
        }
        return null;
    }

    private @Nullable CoinDaemon first(Predicate<CoinDaemon> condition) {
        return daemons.stream().filter(condition).findFirst().orElse(null);
    }

    private static boolean isUsable(CoinDaemon daemon, long now) {
        return daemon.probe().isUsable() && daemon.mayBeAsked(now);
    }

    private boolean isStuck(CoinDaemon daemon, long now) {
        return daemon.probe().isStuck(now, stuckAfterNs);
    }
}
