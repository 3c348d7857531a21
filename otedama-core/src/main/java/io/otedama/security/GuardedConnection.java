package io.otedama.security;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The guard's hand on one connection. Counts locally and settles in batches with what its address, its subnet and everybody
 * share, so that a share costs two additions and no lock. Belongs to one thread; {@link #close} when the connection ends.
 *
 * <pre>
 *   onBytes, GuardedWorker.onShare, onAccepted --{@value #BATCH_SHARES} shares, {@value #BATCH_BYTES} bytes, or tick--&gt; settle
 *   settle --&gt; how long not to read: waitNs; nothing that was sent is thrown away
 * </pre>
 */
public final class GuardedConnection {
    /** Shares that are counted before they are settled. */
    static final int BATCH_SHARES = 64;

    /** Bytes that are counted before they are settled. */
    static final int BATCH_BYTES = 65_536;

    private static final GuardStep HARSHEST_HERE = GuardStep.DROP;

    private final GuardJudge judge;
    private final byte[] bytes;
    private final boolean exempt;
    private final boolean allowed;
    private final @Nullable AddressEntry address;
    private final @Nullable Rates subnet;
    private final @Nullable Conduct own;
    private final List<GuardedWorker> workers = new ArrayList<>(1);
    private int pendingBytes;
    private int acceptedHere;
    private long readAgainNs;
    private boolean mustWait;
    private int banVersion;
    private boolean closed;

    GuardedConnection(GuardJudge judge, InetAddress from) {
        this.judge = judge;
        this.bytes = from.getAddress();
        this.exempt = judge.isExempt(bytes);
        this.allowed = exempt || judge.isAllowed(bytes);
        this.banVersion =
                judge.bans.version() - 1; // what was banned since the door let it in is seen by the first tick
        Source source = Source.of(bytes);
        this.address = exempt ? null : judge.address(source);
        this.subnet = exempt ? null : judge.subnet(source);
        this.own = exempt ? null : new Conduct(judge.config, judge.clock.epochMillis());
        if (address != null) {
            address.connected();
        }
    }

    // ---- pace

    /** So many bytes were received. */
    public void onBytes(int count) {
        pendingBytes += count;
    }

    /** How long this connection must not be read; 0 when it may. Settles what is due. */
    public long waitNs(long nowNs) {
        if (pendingBytes >= BATCH_BYTES) {
            settleBytes(nowNs);
        }
        if (!mustWait) {
            return 0;
        }
        long wait = readAgainNs - nowNs;
        if (wait > 0) {
            return wait;
        }
        mustWait = false;
        return 0;
    }

    private void settleBytes(long nowNs) {
        charge(GuardedAction.BYTE, pendingBytes, nowNs);
        pendingBytes = 0;
    }

    private void charge(GuardedAction action, long amount, long nowNs) {
        AddressEntry entry = address;
        Rates neighbours = subnet;
        if (amount > 0 && entry != null && neighbours != null) {
            long wait = entry.rates().charge(action, amount, nowNs);
            wait = Math.max(wait, neighbours.charge(action, amount, nowNs));
            hold(Math.max(wait, judge.global.charge(action, amount, nowNs)), nowNs);
        }
    }

    private void hold(long waitNs, long nowNs) {
        if (waitNs > 0 && (!mustWait || nowNs + waitNs - readAgainNs > 0)) {
            mustWait = true;
            readAgainNs = nowNs + waitNs;
        }
    }

    /** A worker's shares are settled. */
    void settle(WorkerEntry worker, int shares, int accepted, long nowNs) {
        if (shares > 0) {
            hold(worker.charge(shares, nowNs, judge.clock.epochMillis()), nowNs);
            charge(GuardedAction.SHARE, shares, nowNs);
        }
        if (accepted > 0) {
            judge.praise(worker, accepted);
        }
    }

    /** A share of some worker was accepted. */
    void countAccepted() {
        acceptedHere++;
    }

    // ---- conduct

    /**
     * One more use of a worker: it was authorized, a channel of it was opened. Each is followed by one of {@link #forget}, or by
     * the end of the connection.
     *
     * @return null when it is banned from this address: {@link #refusal} says so
     */
    public @Nullable GuardedWorker worker(String name) {
        for (GuardedWorker known : workers) {
            if (known.isCalled(name)) {
                known.look(judge.clock.epochMillis());
                return known.isBanned() ? null : known.again();
            }
        }
        AddressEntry entry = address;
        if (entry == null) {
            return GuardedWorker.EXEMPT;
        }
        if (banOf(name) != null) {
            judge.metrics.workersRefused.increment();
            return null;
        }
        GuardedWorker worker = new GuardedWorker(this, judge.worker(entry, name));
        workers.add(worker);
        return worker;
    }

    private @Nullable BanRecord banOf(@Nullable String name) {
        return allowed ? null : judge.banOf(bytes, Source.of(bytes), name);
    }

    /** Why a worker may not mine here, for its owner to read; null when it may. */
    public @Nullable String refusal(String name) {
        BanRecord ban = address == null ? null : banOf(name);
        if (ban == null) {
            return null;
        }
        long minutes = (ban.untilMillis() - judge.clock.epochMillis()) / 60_000 + 1;
        return "worker is banned from this address for " + minutes + " more minute(s): " + ban.reason();
    }

    /** One use of a worker less. */
    public void forget(GuardedWorker worker, long nowNs) {
        if (worker.isLastUse() && workers.remove(worker)) {
            worker.leave(nowNs);
        }
    }

    /**
     * The connection misbehaved, and no share of a worker is to blame. It counts against the worker when there is exactly one,
     * against the address when there never was one.
     */
    public GuardStep onMisbehaviour(Misbehaviour kind) {
        AddressEntry entry = address;
        if (entry == null) {
            return GuardStep.NONE;
        }
        if (workers.size() == 1) {
            return workers.get(0).onMisbehaviour(kind);
        }
        GuardStep step = workers.isEmpty() ? judge.blameStranger(entry, kind, allowed) : GuardStep.NONE;
        return step.atLeast(blameOwn(kind));
    }

    /** What the worker's misbehaviour means for the connection. */
    GuardStep blame(GuardedWorker culprit, WorkerEntry worker, Misbehaviour kind) {
        culprit.settle(judge.clock.nanoTime());
        boolean here = culprit.blame(kind, judge.config, judge.clock.epochMillis());
        GuardStep step = judge.blameWorker(worker, kind, here, allowed);
        if (step == GuardStep.BAN) {
            culprit.ban();
            return step;
        }
        GuardStep ofConnection = blameOwn(kind);
        if (workers.size() <= 1) {
            return step.atLeast(ofConnection);
        }
        if (step == GuardStep.DROP && !allowed && worker.isShared()) {
            culprit.expel(); // neither the others on this connection suffer, nor the others of this name
            return GuardStep.BAN;
        }
        return step.atMost(GuardStep.RESEND_JOB).atLeast(ofConnection);
    }

    private GuardStep blameOwn(Misbehaviour kind) {
        Conduct conduct = own;
        if (conduct == null) {
            return GuardStep.NONE;
        }
        long now = judge.clock.epochMillis();
        conduct.praise(acceptedHere, now);
        acceptedHere = 0;
        return conduct.blame(kind, now).atMost(HARSHEST_HERE);
    }

    /** True while somebody may mine here, or nobody has tried yet. */
    public boolean hasWelcomeWorkers() {
        return workers.isEmpty() || workers.stream().anyMatch(worker -> !worker.isBanned());
    }

    /** Workers seen on this connection. */
    public int workers() {
        return workers.size();
    }

    /**
     * Once a second: settles what is left, and looks whether a ban was spoken meanwhile.
     *
     * @return true when the whole connection must end; workers that were banned meanwhile know it themselves
     */
    public boolean tick(long nowNs) {
        settleBytes(nowNs);
        for (GuardedWorker worker : workers) {
            worker.settle(nowNs);
            if (worker.isBanned()) {
                worker.look(judge.clock.epochMillis()); // a ban that runs out is no news in the book
            }
        }
        int version = judge.bans.version();
        if (allowed || version == banVersion) {
            return false;
        }
        banVersion = version;
        for (GuardedWorker worker : workers) {
            worker.look(judge.clock.epochMillis());
        }
        return banOf(null) != null || !hasWelcomeWorkers();
    }

    /** The connection is gone. Harmless when repeated. */
    public void close(long nowNs) {
        AddressEntry entry = address;
        if (!closed && entry != null) {
            closed = true;
            settleBytes(nowNs);
            workers.forEach(worker -> worker.leave(nowNs));
            entry.disconnected();
        }
    }

    BanBook bans() {
        return judge.bans;
    }
}
