package io.otedama.security;

/** One worker as it comes from one source: its conduct and its bucket of shares. Any thread. */
final class WorkerEntry implements BoundedTable.Ranked {
    private static final long IN_USE = 1L << 32;

    /** Which worker of which source. */
    record Key(Source source, String worker) {}

    private final Key key;
    private final AddressEntry address;
    private final GuardConfig config;
    private final Conduct conduct;
    private long sharesFullAtNs;
    private int uses;
    private long sentIn = RecentWorkers.NEVER;
    private long badIn = RecentWorkers.NEVER;
    private boolean forgotten;

    WorkerEntry(Key key, AddressEntry address, GuardConfig config, long nowNs, long nowMillis) {
        this.key = key;
        this.address = address;
        this.config = config;
        this.conduct = new Conduct(config, nowMillis);
        this.sharesFullAtNs = nowNs;
        address.workerKnown();
    }

    Key key() {
        return key;
    }

    AddressEntry address() {
        return address;
    }

    synchronized void used(int change) {
        uses += change;
    }

    /** Shares were sent; returns how long the worker should wait before the next. */
    synchronized long charge(long shares, long nowNs, long nowMillis) {
        noteSending(nowMillis);
        sharesFullAtNs = config.workerShares().fullAtAfter(sharesFullAtNs, shares, nowNs);
        return config.workerShares().debtNs(sharesFullAtNs, nowNs);
    }

    synchronized void praise(long shares, long nowMillis) {
        conduct.praise(shares, nowMillis);
        noteBad(nowMillis);
    }

    /**
     * Somebody misbehaved who uses this name. A ban hits all who use it, and any neighbour may: so nobody is dropped or banned
     * for what was done on another connection, and while there is accepted work under a name that several connections use,
     * {@link GuardStep#DROP} is the harshest. A ban wipes the slate: the caller must carry it out.
     *
     * @param here what this connection did under this name leads to a step by itself
     * @param allowed never banned
     */
    synchronized GuardStep blame(Misbehaviour kind, long nowMillis, boolean here, boolean allowed) {
        GuardStep news = conduct.blame(kind, nowMillis);
        noteSending(nowMillis);
        noteBad(nowMillis);
        boolean works =
                conduct.hasAcceptedSince(nowMillis - config.workQuiet().toMillis()) || address.isSpared(nowMillis);
        if (!here && (works || uses > 1)) {
            return news.atMost(GuardStep.RESEND_JOB);
        }
        if (allowed || conduct.step(nowMillis) != GuardStep.BAN) {
            return news.atMost(GuardStep.DROP);
        }
        if (works && uses > 1) {
            return GuardStep.DROP;
        }
        forgive(nowMillis, true);
        return GuardStep.BAN;
    }

    /** Several connections use this name. */
    synchronized boolean isShared() {
        return uses > 1;
    }

    private void noteSending(long nowMillis) {
        if (!forgotten) {
            sentIn = address.workerSends(sentIn, nowMillis);
        }
    }

    private void noteBad(long nowMillis) {
        if (forgotten) {
            return;
        }
        if (conduct.step(nowMillis) != GuardStep.NONE) {
            badIn = address.workerIsBad(badIn, nowMillis);
        } else if (badIn != RecentWorkers.NEVER) {
            address.workerIsNotBad(badIn);
            badIn = RecentWorkers.NEVER;
        }
    }

    /** Banned or unbanned: begins anew, but stays bad in the eyes of its address for a while. */
    synchronized void forgive(long nowMillis, boolean banned) {
        conduct.forgive(nowMillis);
        if (!banned) {
            noteBad(nowMillis);
        }
    }

    /** Another name took its place; connections that still use this one count for themselves only. */
    synchronized void forgotten() {
        forgotten = true;
        address.workerForgotten(sentIn, badIn);
    }

    /** Lock this object while reading it. */
    Conduct conduct() {
        return conduct;
    }

    @Override
    public synchronized long interest(long nowNs, long nowMillis) {
        long busy = sharesFullAtNs - nowNs > 0 ? 1 : 0;
        return busy + 2 * conduct.excess(nowMillis) + (uses > 0 ? IN_USE : 0);
    }
}
