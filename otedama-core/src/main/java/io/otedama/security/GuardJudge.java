package io.otedama.security;

import io.otedama.event.PoolEvent;
import io.otedama.spi.MetricsSink;
import io.otedama.spi.PoolClock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is remembered of somebody, and decides what his behaviour leads to. Any thread.
 *
 * <pre>
 *   no worker's name belongs to it -&gt; AddressEntry.strangers -&gt; ban of the address, unless somebody works there
 *   a worker did it ---------------&gt; WorkerEntry.conduct ----&gt; ban of that worker from that address, unless several
 *                                |                             connections use its name and work under it
 *                                \-&gt; AddressEntry.crowd -----&gt; ban of the address when most of its workers are bad and
 *                                                              none works
 * </pre>
 */
final class GuardJudge {
    final GuardConfig config;
    final PoolClock clock;
    final GuardMetrics metrics;
    final BanBook bans;
    final BoundedTable<Source, AddressEntry> addresses;
    final BoundedTable<Source, Rates> subnets;
    final BoundedTable<WorkerEntry.Key, WorkerEntry> workers;
    final Rates global;
    private final Consumer<PoolEvent> events;
    private final AtomicLong changes = new AtomicLong();
    private final LongAdder work = new LongAdder();

    GuardJudge(GuardConfig config, PoolClock clock, MetricsSink sink, Consumer<PoolEvent> events) {
        this.config = config;
        this.clock = clock;
        this.metrics = new GuardMetrics(sink);
        this.events = events;
        this.bans = new BanBook(config);
        this.addresses = new BoundedTable<>(config.maxAddresses(), entry -> {});
        this.subnets = new BoundedTable<>(config.maxSubnets(), rates -> {});
        this.workers = new BoundedTable<>(config.maxWorkers(), WorkerEntry::forgotten);
        this.global = new Rates(config.global(), clock.nanoTime());
    }

    boolean isExempt(byte[] address) {
        return contains(config.exempt(), address);
    }

    boolean isAllowed(byte[] address) {
        return contains(config.allow(), address);
    }

    boolean isDenied(byte[] address) {
        return contains(config.deny(), address);
    }

    private static boolean contains(Iterable<AddressRange> networks, byte[] address) {
        for (AddressRange network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    // ---- what is remembered

    AddressEntry address(Source source) {
        long nowNs = clock.nanoTime();
        return addresses.get(source, key -> new AddressEntry(key, config, nowNs), nowNs, clock.epochMillis());
    }

    Rates subnet(Source source) {
        long nowNs = clock.nanoTime();
        return subnets.get(source.subnet(), key -> new Rates(config.subnet(), nowNs), nowNs, clock.epochMillis());
    }

    WorkerEntry worker(AddressEntry address, String name) {
        long nowNs = clock.nanoTime();
        long nowMillis = clock.epochMillis();
        return workers.get(
                new WorkerEntry.Key(address.source(), name),
                key -> new WorkerEntry(key, address, config, nowNs, nowMillis),
                nowNs,
                nowMillis);
    }

    // ---- what follows from it

    /** Misbehaviour without a worker's name. */
    GuardStep blameStranger(AddressEntry address, Misbehaviour kind, boolean allowed) {
        long now = clock.epochMillis();
        changes.incrementAndGet();
        GuardStep step = address.blameStranger(kind, now, allowed);
        if (step == GuardStep.BAN) {
            punish(address, kind, now);
        }
        return noted(step);
    }

    /**
     * Misbehaviour of a worker.
     *
     * @param here what this connection did under this name leads to a step by itself
     */
    GuardStep blameWorker(WorkerEntry worker, Misbehaviour kind, boolean here, boolean allowed) {
        long now = clock.epochMillis();
        changes.incrementAndGet();
        GuardStep step = worker.blame(kind, now, here, allowed);
        if (allowed) {
            return noted(step);
        }
        if (worker.address().blameWorker(kind, now)) {
            punish(worker.address(), kind, now);
            step = GuardStep.BAN;
        } else if (step == GuardStep.BAN) {
            WorkerEntry.Key key = worker.key();
            announce(bans.punish(key.source(), key.worker(), reason(kind), now));
        }
        return noted(step);
    }

    private void punish(AddressEntry address, Misbehaviour kind, long now) {
        announce(bans.punish(address.source(), null, reason(kind), now));
    }

    private static String reason(Misbehaviour last) {
        return "misbehaviour, the last time " + last;
    }

    private GuardStep noted(GuardStep step) {
        metrics.step(step);
        return step;
    }

    void announce(BanRecord ban) {
        keepOut(ban, ban.untilMillis());
        changes.incrementAndGet();
        metrics.bans.increment();
        events.accept(new PoolEvent.Banned(ban.sinceMillis(), ban.subject(), ban.untilMillis(), ban.reason()));
    }

    /** Those who worked at the address get time to come back after that. */
    void keepOut(BanRecord ban, long untilMillis) {
        Source source = ban.worker() == null ? Source.of(ban.network()) : null;
        AddressEntry address = source == null ? null : addresses.find(source);
        if (address != null) {
            address.keptOutUntil(untilMillis);
        }
    }

    void lifted(BanRecord ban) {
        keepOut(ban, clock.epochMillis());
        changes.incrementAndGet();
        events.accept(new PoolEvent.BanLifted(clock.epochMillis(), ban.subject()));
        forgiveSubject(ban);
    }

    private void forgiveSubject(BanRecord ban) {
        long now = clock.epochMillis();
        Source source = Source.of(ban.network());
        AddressEntry address = source == null ? null : addresses.find(source);
        String name = ban.worker();
        WorkerEntry worker = source == null || name == null ? null : workers.find(new WorkerEntry.Key(source, name));
        if (worker != null) {
            worker.forgive(now, false);
        }
        if (address != null && name == null) {
            address.forgive(now);
        }
    }

    /** Shares of a worker were accepted. */
    void praise(WorkerEntry worker, int shares) {
        long now = clock.epochMillis();
        worker.praise(shares, now);
        worker.address().praise(shares, now);
        work.increment();
    }

    /** Grows with accepted work, which need not be kept as soon as the rest. */
    long work() {
        return work.sum();
    }

    /** Grows with everything else worth keeping. */
    long changes() {
        return changes.get();
    }

    /** Refused from that address at the moment, as its worker or altogether; null when it is not. */
    @Nullable
    BanRecord banOf(byte[] bytes, Source source, @Nullable String worker) {
        long now = clock.epochMillis();
        if (isExempt(bytes) || isAllowed(bytes)) {
            return null;
        }
        BanRecord whole = bans.of(bytes, source, now);
        return whole != null || worker == null ? whole : bans.of(source, worker, now);
    }
}
