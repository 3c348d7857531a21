package io.otedama.security;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is not let in. Looking is free of locks; what is written is bounded: when the book is full, bans that are over go
 * first, then those that end soonest.
 *
 * <pre>
 *   address or /64 ----------&gt; sources     one look by hash
 *   address and worker ------&gt; sources     one look by hash
 *   network of another size -&gt; networks    looked through; at most {@link GuardConfig#MAX_NETWORKS}
 * </pre>
 */
final class BanBook {
    /** A source, or a worker of a source. */
    private record Key(Source source, @Nullable String worker) {}

    private final GuardConfig config;
    private final Map<Key, BanRecord> sources = new ConcurrentHashMap<>();
    private final Map<AddressRange, BanRecord> networks = new ConcurrentHashMap<>();
    private volatile int version;

    BanBook(GuardConfig config) {
        this.config = config;
    }

    /** Changes with every ban: who knows the number need not look again. */
    int version() {
        return version;
    }

    /** The ban in force against an address, null when there is none. */
    @Nullable
    BanRecord of(byte[] address, Source source, long nowMillis) {
        BanRecord own = sources.get(new Key(source, null));
        if (own != null && own.isInForce(nowMillis)) {
            return own;
        }
        for (BanRecord ban : networks.values()) {
            if (ban.isInForce(nowMillis) && ban.network().contains(address)) {
                return ban;
            }
        }
        return null;
    }

    /** The ban in force against a worker of a source, null when there is none. */
    @Nullable
    BanRecord of(Source source, String worker, long nowMillis) {
        BanRecord ban = sources.get(new Key(source, worker));
        return ban != null && ban.isInForce(nowMillis) ? ban : null;
    }

    /** A ban by behaviour: each one lasts twice as long as the one before, as far as that is remembered. */
    synchronized BanRecord punish(Source source, @Nullable String worker, String reason, long nowMillis) {
        Key key = new Key(source, worker);
        BanRecord before = sources.get(key);
        if (before != null && before.isInForce(nowMillis)) {
            return before; // another connection was faster
        }
        int times = 1 + (before == null ? 0 : before.timesAt(nowMillis, memoryMillis()));
        long first = config.firstBan().toMillis();
        long longest = config.maxBan().toMillis();
        int doublings = Math.min(times - 1, Long.numberOfLeadingZeros(first) - 1);
        long millis = Math.min(first << doublings, longest);
        BanRecord ban =
                new BanRecord(AddressRange.parse(source.text()), worker, nowMillis, nowMillis + millis, times, reason);
        keep(ban, nowMillis);
        return ban;
    }

    /**
     * An operator's ban.
     *
     * @throws IllegalArgumentException when there are as many networks as can be
     */
    synchronized BanRecord decree(AddressRange network, Duration duration, String reason, long nowMillis) {
        BanRecord before = find(network.toString());
        int times = 1 + (before == null ? 0 : before.timesAt(nowMillis, memoryMillis()));
        BanRecord ban = new BanRecord(network, null, nowMillis, nowMillis + duration.toMillis(), times, reason);
        if (!keep(ban, nowMillis)) {
            throw new IllegalArgumentException(
                    GuardConfig.MAX_NETWORKS + " networks are banned already; end one of those bans first");
        }
        return ban;
    }

    /** Takes in a ban that was kept over a restart, unless there is one by now that ends later. */
    synchronized void recall(BanRecord ban, long nowMillis) {
        Source source = Source.of(ban.network());
        BanRecord known = source == null ? networks.get(ban.network()) : sources.get(new Key(source, ban.worker()));
        if (known == null || known.untilMillis() < ban.untilMillis()) {
            keep(ban, nowMillis);
        }
    }

    /** Takes in a ban; false when it is of a network and there are as many as can be. */
    synchronized boolean keep(BanRecord ban, long nowMillis) {
        Source source = Source.of(ban.network());
        if (source == null) {
            if (networks.size() >= GuardConfig.MAX_NETWORKS && !networks.containsKey(ban.network())) {
                networks.values().removeIf(old -> !old.isInForce(nowMillis));
                if (networks.size() >= GuardConfig.MAX_NETWORKS) {
                    return false;
                }
            }
            networks.put(ban.network(), ban);
        } else {
            Key key = new Key(source, ban.worker());
            if (sources.size() >= config.maxBans() && !sources.containsKey(key)) {
                makeRoom(nowMillis);
            }
            sources.put(key, ban);
        }
        version++;
        return true;
    }

    /** A sixteenth at a time, so that a flood of bans does not sort the book for each. */
    private void makeRoom(long nowMillis) {
        sources.values().removeIf(ban -> ban.timesAt(nowMillis, memoryMillis()) == 0);
        int surplus = sources.size() - config.maxBans() + 1;
        if (surplus > 0) {
            List<Map.Entry<Key, BanRecord>> all = new ArrayList<>(sources.entrySet());
            all.sort(Comparator.comparingLong(entry -> entry.getValue().untilMillis()));
            int gone = Math.max(surplus, config.maxBans() / 16);
            all.subList(0, gone).forEach(entry -> sources.remove(entry.getKey()));
        }
    }

    /** The ban of exactly that subject, in force or over. */
    @Nullable
    BanRecord find(String subject) {
        return all().stream()
                .filter(ban -> ban.subject().equals(subject))
                .findFirst()
                .orElse(null);
    }

    /** Strikes out a ban and what led to its length; false when it is not in the book. */
    synchronized boolean lift(BanRecord ban) {
        Source source = Source.of(ban.network());
        boolean known = source == null
                ? networks.remove(ban.network()) != null
                : sources.remove(new Key(source, ban.worker())) != null;
        version++; // last: who sees the new number must not find the old ban
        return known;
    }

    /** Every ban, in force or over. */
    List<BanRecord> all() {
        List<BanRecord> all = new ArrayList<>(networks.values());
        all.addAll(sources.values());
        return all;
    }

    private long memoryMillis() {
        return config.banMemory().toMillis();
    }
}
