package io.otedama.security;

import org.jspecify.annotations.Nullable;

/** The guard's hand on one worker of a {@link GuardedConnection}, on the connection's thread. A share costs an addition. */
public final class GuardedWorker {
    /** A worker of an exempt network: nothing is counted. */
    static final GuardedWorker EXEMPT = new GuardedWorker(null, null);

    private final @Nullable GuardedConnection connection;
    private final @Nullable WorkerEntry entry;
    private int shares;
    private int accepted;
    private long acceptedHere;
    private @Nullable Conduct here;
    private boolean banned;
    private boolean expelled;
    private int uses = 1;

    GuardedWorker(@Nullable GuardedConnection connection, @Nullable WorkerEntry entry) {
        this.connection = connection;
        this.entry = entry;
        if (entry != null) {
            entry.used(1);
        }
    }

    GuardedWorker again() {
        uses++;
        return this;
    }

    boolean isLastUse() {
        return entry != null && --uses == 0;
    }

    /** A hand that counts nothing: for whom no guard looks after. */
    public static GuardedWorker uncounted() {
        return EXEMPT;
    }

    boolean isCalled(String name) {
        return entry != null && entry.key().worker().equals(name);
    }

    /** A share was sent. */
    public void onShare(long nowNs) {
        if (entry != null && ++shares >= GuardedConnection.BATCH_SHARES) {
            settle(nowNs);
        }
    }

    /** A share was accepted. */
    public void onAccepted() {
        GuardedConnection on = connection;
        if (on != null) {
            accepted++;
            acceptedHere++;
            on.countAccepted();
        }
    }

    /** A share was refused, or the worker misbehaved otherwise; what is to be done about it. */
    public GuardStep onMisbehaviour(Misbehaviour kind) {
        GuardedConnection on = connection;
        WorkerEntry worker = entry;
        return on == null || worker == null ? GuardStep.NONE : on.blame(this, worker, kind);
    }

    /** One more misbehaviour; true when what was done on this connection, and no other, leads to a step. */
    boolean blame(Misbehaviour kind, GuardConfig config, long nowMillis) {
        Conduct known = here;
        if (known == null) {
            known = new Conduct(config, nowMillis);
            here = known;
        }
        known.praise(acceptedHere, nowMillis);
        acceptedHere = 0;
        known.blame(kind, nowMillis);
        return known.step(nowMillis) != GuardStep.NONE;
    }

    /** True while it may not mine here. */
    public boolean isBanned() {
        return banned || expelled;
    }

    /** It may not mine on this connection any more, as long as that lasts; elsewhere the name may. */
    void expel() {
        expelled = true;
    }

    void ban() {
        banned = true;
    }

    void look(long nowMillis) {
        GuardedConnection on = connection;
        WorkerEntry worker = entry;
        if (on != null && worker != null) {
            WorkerEntry.Key key = worker.key();
            banned = on.bans().of(key.source(), key.worker(), nowMillis) != null;
        }
    }

    void settle(long nowNs) {
        GuardedConnection on = connection;
        WorkerEntry worker = entry;
        if (on != null && worker != null && (shares | accepted) != 0) {
            int sent = shares;
            int good = accepted;
            shares = 0;
            accepted = 0;
            on.settle(worker, sent, good, nowNs);
        }
    }

    void leave(long nowNs) {
        settle(nowNs);
        if (entry != null) {
            entry.used(-1);
        }
    }
}
