package io.otedama.node;

import io.otedama.spi.ComponentHealth;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Turns what the watch and the feed know into one sentence for the operator. Never blocks; any thread. */
final class NodeHealth {
    /** With no node at all the miners may go on with the work they have for so long before we say DOWN. */
    static final long GRACE_NS = TimeUnit.SECONDS.toNanos(60);

    /** Age of the newest template at which something must be wrong although nothing failed: thrice the usual. */
    static final long MAX_AGE_NS = 3 * NodeTiming.DEFAULT.refresh().toNanos();

    private NodeHealth() {}

    static ComponentHealth of(String component, List<CoinDaemon> daemons, FeedState feed, long nowNs) {
        ComponentHealth health = summary(component, daemons, feed, nowNs);
        CoinDaemon active = feed.active();
        if (active != null) {
            health = health.with("workFrom", active.name());
        }
        if (feed.height() > 0) {
            health = health.with("workHeight", feed.height())
                    .with("templateAgeSeconds", TimeUnit.NANOSECONDS.toSeconds(nowNs - feed.fetchedNs()));
        }
        for (CoinDaemon daemon : daemons) {
            health = health.with(DaemonHealth.of(daemon, nowNs));
        }
        return health;
    }

    private static ComponentHealth summary(String component, List<CoinDaemon> daemons, FeedState feed, long nowNs) {
        CoinDaemon active = feed.active();
        String troubles = daemons.stream()
                .map(CoinDaemon::probe)
                .map(Probe::trouble)
                .filter(t -> !t.isEmpty())
                .collect(Collectors.joining("; "));
        if (active == null) {
            String known = joined(feed.trouble(), troubles);
            String why = known.isEmpty() ? "the first answer is not there yet" : known;
            long idleNs = nowNs - feed.fetchedNs();
            if (feed.height() == 0 || idleNs > GRACE_NS) {
                return ComponentHealth.down(component, "no node gives work: " + why);
            }
            return ComponentHealth.degraded(
                    component,
                    "no node has given work for " + TimeUnit.NANOSECONDS.toSeconds(idleNs)
                            + " s, miners go on with height " + feed.height() + ": " + why);
        }
        String work = "work for height " + feed.height() + " comes from " + active.name();
        if (!feed.trouble().isEmpty() || !troubles.isEmpty()) {
            return ComponentHealth.degraded(component, work + "; " + joined(feed.trouble(), troubles));
        }
        if (nowNs - feed.fetchedNs() > MAX_AGE_NS) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(nowNs - feed.fetchedNs());
            return ComponentHealth.degraded(component, work + ", but the last template is " + seconds + " s old");
        }
        if (active != daemons.get(0)) {
            return ComponentHealth.degraded(
                    component,
                    work + ", not from the preferred " + daemons.get(0).name());
        }
        return ComponentHealth.up(component, work);
    }

    private static String joined(String first, String second) {
        if (first.isEmpty() || second.isEmpty() || second.contains(first)) {
            return first.isEmpty() || second.contains(first) ? second : first;
        }
        return first + "; " + second;
    }
}
