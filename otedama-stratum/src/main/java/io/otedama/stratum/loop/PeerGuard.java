package io.otedama.stratum.loop;

import io.otedama.security.GuardStep;
import io.otedama.security.GuardedConnection;
import io.otedama.security.GuardedWorker;
import io.otedama.security.Misbehaviour;
import io.otedama.share.ShareVerdict;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the guard asks for, carried out on one connection. Event loop only.
 *
 * <pre>
 *   refused share, nonsense --&gt; guard --&gt; WARN        tell the miner, where the protocol has words for it
 *                                         RESEND_JOB  difficulty and job once more
 *                                         RECONNECT   ask the miner to connect again
 *                                         DROP        end the connection
 *                                         BAN         end the worker here; the connection when nobody else mines on it
 * </pre>
 */
public final class PeerGuard {
    /** What a miner is told who is about to be treated worse. */
    public static final String WARNING = "too many of your shares or requests are refused; check this worker";

    /** How a protocol carries a step out. Event loop only. */
    interface Actions {
        void warn();

        /**
         * @param culprit whose job; null for all of the connection
         */
        void resendJob(@Nullable GuardedWorker culprit);

        void reconnect();

        /** Ends the connection once what is ready has been sent. */
        void drop();

        /** Others mine on this connection: ends this worker only. */
        void expel(GuardedWorker culprit);
    }

    private final GuardedConnection guarded;
    private final Actions actions;
    private final LongSupplier nowNs;

    PeerGuard(GuardedConnection guarded, Actions actions, LongSupplier nowNs) {
        this.guarded = guarded;
        this.actions = actions;
        this.nowNs = nowNs;
    }

    /** Why the worker may not mine here; null when it may. */
    public @Nullable String refusal(String worker) {
        return guarded.refusal(worker);
    }

    /** A worker was authorized; null when it may not mine here. */
    public @Nullable GuardedWorker admit(String worker) {
        return guarded.worker(worker);
    }

    /** One use of a worker has ended. */
    public void forget(GuardedWorker worker) {
        guarded.forget(worker, nowNs.getAsLong());
    }

    /** The connection misbehaved. */
    public void misbehaved(Misbehaviour kind) {
        act(guarded.onMisbehaviour(kind), null);
    }

    /** A worker misbehaved otherwise than by a share. */
    public void misbehaved(GuardedWorker worker, Misbehaviour kind) {
        act(worker.onMisbehaviour(kind), worker);
    }

    /** A share of the worker was answered. */
    public void answered(GuardedWorker worker, ShareVerdict verdict) {
        if (verdict.isAccepted()) {
            worker.onAccepted();
            return;
        }
        Misbehaviour kind = kindOf(verdict);
        if (kind != null) {
            act(worker.onMisbehaviour(kind), worker);
        }
    }

    /** Null where the miner is not to blame. */
    private static @Nullable Misbehaviour kindOf(ShareVerdict verdict) {
        return switch (verdict) {
            case JOB_NOT_FOUND, STALE -> Misbehaviour.STALE_SHARE;
            case DUPLICATE -> Misbehaviour.DUPLICATE_SHARE;
            case LOW_DIFFICULTY -> Misbehaviour.LOW_DIFFICULTY_SHARE;
            case BAD_EXTRANONCE2, TIME_TOO_OLD, TIME_TOO_NEW, BAD_VERSION_BITS -> Misbehaviour.INVALID_SHARE;
            default -> null;
        };
    }

    private void act(GuardStep step, @Nullable GuardedWorker culprit) {
        switch (step) {
            case NONE -> {
                // nothing to do
            }
            case WARN -> actions.warn();
            case RESEND_JOB -> actions.resendJob(culprit);
            case RECONNECT -> actions.reconnect();
            case DROP -> actions.drop();
            case BAN -> {
                if (culprit != null && guarded.hasWelcomeWorkers()) {
                    actions.expel(culprit);
                } else {
                    actions.drop();
                }
            }
        }
    }
}
