package io.otedama.security;

import org.jspecify.annotations.Nullable;

/** What is remembered of one source: its buckets, its conduct, how many of its workers are bad. Any thread. */
final class AddressEntry implements BoundedTable.Ranked {
    private static final long OPEN = 1L << 32;

    private final Source source;
    private final Rates rates;
    private final GuardConfig config;
    private @Nullable Conduct strangers;
    private @Nullable Conduct crowd;
    private int open;
    private int workers;
    private int badWorkers;

    AddressEntry(Source source, GuardConfig config, long nowNs) {
        this.source = source;
        this.config = config;
        this.rates = new Rates(config.address(), nowNs);
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

    synchronized void workerKnown(int change) {
        workers += change;
    }

    synchronized void workerIsBad(int change) {
        badWorkers += change;
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
     * @return true when the address is to be banned: its workers together have come to that, most of them are bad, and none
     *     works
     */
    synchronized boolean blameWorker(Misbehaviour kind, long nowMillis) {
        Conduct all = crowd(nowMillis);
        all.blame(kind, nowMillis);
        boolean banned = all.step(nowMillis) == GuardStep.BAN
                && badWorkers >= Guard.MIN_BAD_WORKERS
                && badWorkers * 2 > workers
                && !somebodyWorks(nowMillis);
        if (banned) {
            forgive(nowMillis);
        }
        return banned;
    }

    private boolean somebodyWorks(long nowMillis) {
        return crowd != null
                && crowd.hasAcceptedSince(nowMillis - config.workQuiet().toMillis());
    }

    synchronized void forgive(long nowMillis) {
        strangers(nowMillis).forgive(nowMillis);
        crowd(nowMillis).forgive(nowMillis);
    }

    /** What strangers did, and, where there is no such thing, what the workers did together. */
    synchronized Conduct conduct(long nowMillis) {
        return strangers == null && crowd != null ? crowd : strangers(nowMillis);
    }

    @Override
    public synchronized long interest(long nowNs, long nowMillis) {
        long bad = 0;
        if (strangers != null) {
            bad = strangers.excess(nowMillis);
        }
        if (crowd != null) {
            bad += crowd.excess(nowMillis);
        }
        long known = workers > 0 ? OPEN >> 1 : 0;
        return rates.interest(nowNs, nowMillis) + 2 * bad + (open > 0 ? OPEN : known);
    }
}
