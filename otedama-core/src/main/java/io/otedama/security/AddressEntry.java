package io.otedama.security;

import io.otedama.spi.GuardRecord;
import io.otedama.spi.PoolControl.StandingEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one source: its buckets, its conduct, how many of its workers are bad. Any thread.
 *
 * <p>Where somebody works, nobody can have everybody banned. Miners who were kept out, by a ban or because the pool was down,
 * get time to come back: an address that ever worked counts as one that works for {@link GuardConfig#workQuiet} after that.
 */
final class AddressEntry implements BoundedTable.Ranked {
    private static final long OPEN = 1L << 32;

    private final Source source;
    private final Rates rates;
    private final GuardConfig config;
    private final RecentWorkers sending;
    private final RecentWorkers bad;
    private @Nullable Conduct strangers;
    private @Nullable Conduct crowd;
    private int open;
    private int workers;
    private long sparedUntilMillis;

    AddressEntry(Source source, GuardConfig config, long nowNs) {
        this.source = source;
        this.config = config;
        this.rates = new Rates(config.address(), nowNs);
        this.sending = new RecentWorkers(config.workQuiet().toMillis());
        this.bad = new RecentWorkers(config.workQuiet().toMillis());
    }

    Source source() {
        return source;
    }

    Rates rates() {
        return rates;
    }

    synchronized void connected() {
        open++;
    }

    synchronized void disconnected() {
        open--;
    }

    synchronized void workerKnown() {
        workers++;
    }

    /**
     * A worker has sent a share. Names that nobody mines under do not count: anybody can have many of them.
     *
     * @param last what this method returned for that worker the last time
     */
    synchronized long workerSends(long last, long nowMillis) {
        return sending.seen(last, nowMillis);
    }

    /** A worker is found to be bad; otherwise like {@link #workerSends}. */
    synchronized long workerIsBad(long last, long nowMillis) {
        return bad.seen(last, nowMillis);
    }

    synchronized void workerIsNotBad(long last) {
        bad.gone(last);
    }

    synchronized void workerForgotten(long lastSending, long lastBad) {
        workers--;
        sending.gone(lastSending);
        bad.gone(lastBad);
    }

    /** Misbehaviour to which no worker's name belongs. */
    synchronized Conduct strangers(long nowMillis) {
        Conduct known = strangers;
        if (known == null) {
            known = new Conduct(config, nowMillis);
            strangers = known;
        }
        return known;
    }

    private Conduct crowd(long nowMillis) {
        Conduct known = crowd;
        if (known == null) {
            known = new Conduct(config, nowMillis);
            crowd = known;
        }
        return known;
    }

    /** Shares of some worker were accepted. */
    synchronized void praise(long shares, long nowMillis) {
        crowd(nowMillis).praise(shares, nowMillis);
    }

    /**
     * A stranger misbehaved. A ban becomes a drop while somebody works here; it is asked for again when nobody does, as long
     * as it is deserved. A ban wipes the slate: the caller must carry it out.
     *
     * @param allowed never banned
     */
    synchronized GuardStep blameStranger(Misbehaviour kind, long nowMillis, boolean allowed) {
        Conduct conduct = strangers(nowMillis);
        GuardStep news = conduct.blame(kind, nowMillis);
        if (allowed || somebodyWorks(nowMillis)) {
            return news.atMost(GuardStep.DROP);
        }
        if (conduct.step(nowMillis) != GuardStep.BAN) {
            return news;
        }
        forgive(nowMillis);
        return GuardStep.BAN;
    }

    /**
     * Some worker misbehaved. A ban wipes the slate: the caller must carry it out.
     *
     * @return true when the address is to be banned: its workers together have come to that, most of those who send shares are
     *     bad, and none works
     */
    synchronized boolean blameWorker(Misbehaviour kind, long nowMillis) {
        Conduct all = crowd(nowMillis);
        all.blame(kind, nowMillis);
        int manyBad = bad.count(nowMillis);
        boolean banned = all.step(nowMillis) == GuardStep.BAN
                && manyBad >= Guard.MIN_BAD_WORKERS
                && manyBad * 2 > sending.count(nowMillis)
                && !somebodyWorks(nowMillis);
        if (banned) {
            forgive(nowMillis);
        }
        return banned;
    }

    private boolean somebodyWorks(long nowMillis) {
        return isSpared(nowMillis) || workedSince(nowMillis - config.workQuiet().toMillis());
    }

    /** A share was accepted since then. */
    synchronized boolean workedSince(long millis) {
        return crowd != null && crowd.hasAcceptedSince(millis);
    }

    /** Nobody can mine from here until then: who worked here before is given time to come back. */
    synchronized void keptOutUntil(long millis) {
        if (workedSince(Long.MIN_VALUE)) {
            sparedUntilMillis =
                    Math.max(sparedUntilMillis, millis + config.workQuiet().toMillis());
        }
    }

    /** True while those who worked here before are given time to come back. */
    synchronized boolean isSpared(long nowMillis) {
        return nowMillis < sparedUntilMillis;
    }

    synchronized void forgive(long nowMillis) {
        strangers(nowMillis).forgive(nowMillis);
        crowd(nowMillis).forgive(nowMillis);
    }

    /** What strangers did, and, where there is no such thing, what the workers did together: to be explained. */
    synchronized Conduct conduct(long nowMillis) {
        return strangers == null && crowd != null ? crowd : strangers(nowMillis);
    }

    /**
     * What is to be known after a restart: what strangers did, and when a share was accepted last. What the workers did is
     * kept with each of them.
     */
    synchronized GuardRecord record(long nowMillis) {
        List<StandingEvent> events = new ArrayList<>(strangers == null ? List.of() : strangers.events());
        StandingEvent work = crowd == null ? null : crowd.work();
        if (work != null) {
            events.add(work);
            events.sort(Comparator.comparingLong(StandingEvent::epochMillis).reversed());
        }
        return strangers == null
                ? new GuardRecord(source.text(), 0, 0, GuardStep.NONE.name(), nowMillis, events, null)
                : GuardArchive.record(source.text(), strangers, events, nowMillis);
    }

    /** Takes in a {@link #record}, none of whose times is later than now. */
    synchronized void restore(GuardRecord kept, long nowMillis) {
        List<StandingEvent> others = new ArrayList<>();
        for (StandingEvent event : kept.events()) {
            if (event.kind().equals(Conduct.ACCEPTED)) {
                crowd(nowMillis).restoreWork(event);
            } else {
                others.add(event);
            }
        }
        if (kept.badMilli() > 0 || !others.isEmpty()) {
            GuardStep step = Standings.stepOf(kept.step());
            strangers(kept.atMillis()).restore(kept.goodMilli(), kept.badMilli(), step, kept.atMillis(), others);
        }
        keptOutUntil(nowMillis);
    }

    @Override
    public synchronized long interest(long nowNs, long nowMillis) {
        long points = 0;
        if (strangers != null) {
            points = strangers.excess(nowMillis);
        }
        if (crowd != null) {
            points += crowd.excess(nowMillis);
        }
        long known = workers > 0 ? OPEN >> 1 : workedSince(Long.MIN_VALUE) ? 1 : 0;
        return rates.interest(nowNs, nowMillis) + 2 * points + (open > 0 ? OPEN : known);
    }
}
