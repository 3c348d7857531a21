package io.otedama.stratum.v1;

import io.otedama.chain.ShareTarget;
import io.otedama.security.GuardedWorker;
import io.otedama.security.Misbehaviour;
import io.otedama.session.MinerConnection;
import io.otedama.session.MinerSession;
import io.otedama.session.PortDifficulty;
import io.otedama.session.Worker;
import io.otedama.spi.MiningJob;
import io.otedama.stratum.loop.PeerGuard;
import org.jspecify.annotations.Nullable;

/**
 * How far one miner has come, and the work it was sent. Event loop only.
 *
 * <pre>
 *   connected -- configure, subscribe, authorize, in any order --&gt; subscribed and authorized: first job, clean
 *   slow: the job is held back; when the socket has room the newest one goes out, clean if any held one was
 * </pre>
 */
final class V1Session {
    private final V1Loop loop;
    private final V1Outbound out;
    private final AuthorizedWorkers workers;
    private final MinerConnection connection;
    private final PortDifficulty port;
    private final PeerGuard guard;

    private @Nullable MinerSession session;
    private boolean subscribed;
    private boolean started;
    private long lastJob = -1;
    private boolean held;
    private boolean heldClean;

    V1Session(
            V1Loop loop,
            V1Outbound out,
            AuthorizedWorkers workers,
            MinerConnection connection,
            PeerGuard guard,
            PortDifficulty port) {
        this.guard = guard;
        this.loop = loop;
        this.out = out;
        this.workers = workers;
        this.connection = connection;
        this.port = port;
    }

    /** The engine's session, opened when first needed; null when the pool takes no more. */
    @Nullable
    MinerSession open() {
        if (session == null) {
            session = loop.lane().connect(connection, port);
        }
        return session;
    }

    /** The engine's session, null when none was needed yet. */
    @Nullable
    MinerSession opened() {
        return session;
    }

    /** The engine's session once the miner has subscribed, else null. */
    @Nullable
    MinerSession subscribedSession() {
        return subscribed ? session : null;
    }

    void subscribe() {
        subscribed = true;
    }

    /** Why the worker may not mine here; null when he may. */
    @Nullable
    String authorize(MinerSession opened, String user, String password) {
        int maxWorkers = loop.terms().limits().maxWorkers();
        if (workers.count() >= maxWorkers && !workers.knows(user)) {
            return "more than " + maxWorkers + " workers on one connection";
        }
        String banned = guard.refusal(user);
        if (banned != null) {
            return banned;
        }
        Worker worker = opened.authorize(user, password);
        if (worker == null) {
            if (opened.isLoginFailed()) {
                guard.misbehaved(Misbehaviour.FAILED_LOGIN);
            }
            return opened.refusal();
        }
        if (workers.knows(user)) {
            return null;
        }
        GuardedWorker guarded = guard.admit(user);
        if (guarded == null) {
            return "worker is banned from this address";
        }
        workers.add(worker, guarded);
        return null;
    }

    boolean isStarted() {
        return started;
    }

    /** Sends the first job as soon as the miner is subscribed and authorized; called after each step. */
    void startIfReady() {
        if (!started && subscribed && workers.count() > 0) {
            started = true;
            EncodedJob job = loop.currentJob();
            if (job != null) {
                send(job);
            }
        }
    }

    /**
     * A new job has come.
     *
     * @return true when something was written
     */
    boolean onJob(EncodedJob encoded) {
        MinerSession s = session;
        MiningJob job = encoded.job();
        if (!started || s == null || job.number() <= lastJob) {
            return false;
        }
        if (!encoded.isForEverybody() && !s.hasPendingDifficulty()) {
            return false;
        }
        if (out.pendingBytes() >= loop.terms().limits().holdOutboundBytes()) {
            hold(job);
            return false;
        }
        send(encoded);
        return true;
    }

    private void hold(MiningJob job) {
        if (held) {
            loop.terms().metrics().superseded.increment();
        }
        held = true;
        heldClean |= job.purpose() == MiningJob.Purpose.NEW_BLOCK;
    }

    /** The socket has room again: sends what was held back, if it is still news. */
    void sendHeld() {
        EncodedJob job = loop.currentJob();
        if (held && job != null && job.job().number() > lastJob) {
            send(job);
        }
    }

    /** Difficulty and job once more, as they were: the miner may have missed them. */
    void sendAgain() {
        MinerSession s = session;
        ShareTarget target = s == null ? null : s.currentTarget();
        EncodedJob job = loop.currentJob();
        if (started && target != null && job != null && job.job().number() == lastJob) {
            out.line(NotifyEncoder.difficulty(target.difficulty()));
            send(job);
        }
    }

    private void send(EncodedJob encoded) {
        MinerSession s = session;
        if (s == null) {
            return;
        }
        MiningJob job = encoded.job();
        boolean clean = lastJob < 0 || heldClean || job.purpose() == MiningJob.Purpose.NEW_BLOCK;
        boolean changed = s.assign(job);
        ShareTarget target = s.currentTarget();
        if (changed && target != null) {
            out.line(NotifyEncoder.difficulty(target.difficulty()));
        }
        out.shared(encoded.line(job.variant(s.clientClass(), s.owner()), clean));
        lastJob = job.number();
        held = false;
        heldClean = false;
    }

    /** The connection is gone. */
    void close() {
        MinerSession s = session;
        if (s != null) {
            session = null;
            started = false;
            loop.lane().disconnect(s);
        }
    }
}
