package io.otedama.security;

import io.otedama.event.PoolEvent;
import io.otedama.spi.GuardRecord;
import io.otedama.spi.MetricsSink;
import io.otedama.spi.PoolClock;
import io.otedama.spi.PoolControl.Ban;
import io.otedama.spi.PoolControl.Standing;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps those who harm the pool from harming the others: limits rates, remembers conduct, and answers with a step that the
 * edge carries out. Any thread; never waits for a disk or a network, holds no lock for longer than some hundred nanoseconds.
 *
 * <p>What it defends against, and how it stays harmless to miners:
 *
 * <ul>
 *   <li>A flood from one address, one subnet or everywhere: {@link RateLimit}s. Connections and handshakes beyond it are
 *       refused; shares and bytes are read later, never thrown away.
 *   <li>Garbage, useless shares: points, which are forgotten by halves and weighed against accepted work ({@link Conduct}).
 *   <li>Many addresses: every table is bounded, and who did nothing is forgotten before who did harm ({@link BoundedTable}).
 *   <li>A shared address is not banned while somebody behind it works; a worker is banned from the address where it
 *       misbehaves, so that nobody can have another's name banned ({@link GuardJudge}).
 * </ul>
 */
public final class Guard {
    /** So many workers of an address must be bad before it is banned for them. */
    static final int MIN_BAD_WORKERS = 3;

    /** Longest reason of an operator's ban, characters. */
    public static final int MAX_REASON_CHARS = 200;

    private static final Duration LONGEST_BAN = Duration.ofDays(3_650);

    private final GuardJudge judge;
    private final GuardArchive archive;

    /**
     * @param events hears of bans, on the thread that caused them; must not block
     */
    public Guard(GuardConfig config, PoolClock clock, MetricsSink metrics, Consumer<PoolEvent> events) {
        this.judge = new GuardJudge(config, clock, metrics, events);
        this.archive = new GuardArchive(judge);
    }

    /** A guard with default limits that nobody listens to. */
    public static Guard withDefaults(PoolClock clock, MetricsSink metrics) {
        return new Guard(GuardConfig.defaults(), clock, metrics, event -> {});
    }

    public GuardConfig config() {
        return judge.config;
    }

    // ---- at the door

    /** Whether a connection from there is let in now; counts it against the limits if so. */
    public GuardVerdict admit(InetAddress from) {
        byte[] bytes = from.getAddress();
        GuardVerdict verdict = judge.isExempt(bytes) ? GuardVerdict.ADMITTED : judged(bytes);
        judge.metrics.refused(verdict);
        return verdict;
    }

    private GuardVerdict judged(byte[] bytes) {
        Source source = Source.of(bytes);
        if (!judge.isAllowed(bytes)) {
            if (judge.isDenied(bytes)) {
                return GuardVerdict.DENIED;
            }
            if (judge.bans.of(bytes, source, judge.clock.epochMillis()) != null) {
                return GuardVerdict.BANNED;
            }
        }
        long nowNs = judge.clock.nanoTime();
        if (!judge.address(source).rates().take(GuardedAction.CONNECT, nowNs)) {
            return GuardVerdict.TOO_FAST_ADDRESS;
        }
        if (!judge.subnet(source).take(GuardedAction.CONNECT, nowNs)) {
            return GuardVerdict.TOO_FAST_SUBNET;
        }
        return judge.global.take(GuardedAction.CONNECT, nowNs) ? GuardVerdict.ADMITTED : GuardVerdict.TOO_FAST_GLOBAL;
    }

    /** Whether a handshake that costs arithmetic may be worked on now. */
    public boolean admitHandshake(InetAddress from) {
        boolean admitted = take(from, GuardedAction.HANDSHAKE);
        if (!admitted) {
            judge.metrics.handshakesRefused.increment();
        }
        return admitted;
    }

    /** Whether a request over HTTP may be answered now; what is refused should be told to come again in a second. */
    public boolean admitRequest(InetAddress from) {
        boolean admitted = take(from, GuardedAction.REQUEST);
        if (!admitted) {
            judge.metrics.requestsRefused.increment();
        }
        return admitted;
    }

    /** Whether one more mining channel may be opened from there now. */
    public boolean admitChannel(InetAddress from) {
        boolean admitted = take(from, GuardedAction.CHANNEL);
        if (!admitted) {
            judge.metrics.channelsRefused.increment();
        }
        return admitted;
    }

    private boolean take(InetAddress from, GuardedAction action) {
        byte[] bytes = from.getAddress();
        if (judge.isExempt(bytes)) {
            return true;
        }
        Source source = Source.of(bytes);
        long nowNs = judge.clock.nanoTime();
        return judge.address(source).rates().take(action, nowNs)
                && judge.subnet(source).take(action, nowNs)
                && judge.global.take(action, nowNs);
    }

    /** The hand on a connection that was admitted; its thread's own, to be closed with it. */
    public GuardedConnection open(InetAddress from) {
        return new GuardedConnection(judge, from);
    }

    /** True for networks without any limit. */
    public boolean isExempt(InetAddress from) {
        return judge.isExempt(from.getAddress());
    }

    /** True while everything from there is refused. */
    public boolean isBanned(InetAddress from) {
        byte[] bytes = from.getAddress();
        return judge.banOf(bytes, Source.of(bytes), null) != null;
    }

    /**
     * Misbehaviour outside a {@link GuardedConnection}: over HTTP, or before a protocol has begun.
     *
     * @param worker whose name was proved to belong to it; null when there is none
     */
    public GuardStep onMisbehaviour(InetAddress from, @Nullable String worker, Misbehaviour kind) {
        byte[] bytes = from.getAddress();
        if (judge.isExempt(bytes)) {
            return GuardStep.NONE;
        }
        AddressEntry address = judge.address(Source.of(bytes));
        boolean allowed = judge.isAllowed(bytes);
        return worker == null
                ? judge.blameStranger(address, kind, allowed)
                : judge.blameWorker(judge.worker(address, worker), kind, true, allowed);
    }

    // ---- for the operator

    /** Bans in force, those that end last first. */
    public List<Ban> bans(int most) {
        long now = judge.clock.epochMillis();
        return judge.bans.all().stream()
                .filter(ban -> ban.isInForce(now))
                .sorted(Comparator.comparingLong(BanRecord::untilMillis)
                        .reversed()
                        .thenComparing(BanRecord::subject))
                .limit(most)
                .map(BanRecord::view)
                .toList();
    }

    /**
     * Refuses a network from now on; its connections end within a second.
     *
     * @throws IllegalArgumentException when it is no network, an exempt or an allowed one, the duration is nothing or more than
     *     ten years, or the reason is too long
     */
    public Ban ban(String network, Duration duration, String reason) {
        AddressRange range = AddressRange.parse(network);
        for (AddressRange spared : judge.config.exempt()) {
            require(!spared.containsAll(range), network + " is exempt: " + spared);
        }
        for (AddressRange spared : judge.config.allow()) {
            require(!spared.containsAll(range), network + " is on the allow list: " + spared);
        }
        require(duration.toMillis() > 0 && duration.compareTo(LONGEST_BAN) <= 0, "a ban lasts up to ten years");
        require(reason.length() <= MAX_REASON_CHARS, "a reason has at most " + MAX_REASON_CHARS + " characters");
        BanRecord ban = judge.bans.decree(range, duration, reason, judge.clock.epochMillis());
        judge.announce(ban);
        return ban.view();
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }

    /**
     * Ends a ban, forgives what led to it, and forgets it.
     *
     * @param network as {@link Ban#network} says it, or another spelling of it
     * @return false when there is none of exactly that
     */
    public boolean unban(String network) {
        BanRecord ban = judge.bans.find(archive.canonical(network));
        if (ban == null || !judge.bans.lift(ban)) {
            return false;
        }
        judge.lifted(ban);
        return true;
    }

    /** What is known of an address, a banned network, a worker, or a worker from an address; empty when nothing is. */
    public Optional<Standing> standing(String subject) {
        return archive.standing(subject);
    }

    /** The one spelling of a subject: networks in numbers; a text that is no network stays as it is. */
    public String canonical(String subject) {
        return archive.canonical(subject);
    }

    /** Entries held now: addresses, subnets, workers, bans. */
    public int remembered() {
        return judge.addresses.size()
                + judge.subnets.size()
                + judge.workers.size()
                + judge.bans.all().size();
    }

    // ---- for the store

    /** Grows whenever something changes that is worth keeping, other than {@link #work}. */
    long changes() {
        return judge.changes();
    }

    /** Grows with accepted work, by which an address is known that somebody works at: worth keeping now and then. */
    long work() {
        return judge.work();
    }

    /** What is worth keeping: bans, who is not without points, and where somebody works; the worst first, at most as many. */
    List<GuardRecord> records(int most) {
        return archive.records(most);
    }

    /** Takes in what a store kept. */
    public void restore(List<GuardRecord> records) {
        records.forEach(archive::restore);
    }
}
