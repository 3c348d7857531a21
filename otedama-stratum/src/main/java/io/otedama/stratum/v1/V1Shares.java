package io.otedama.stratum.v1;

import io.otedama.security.GuardedWorker;
import io.otedama.security.Misbehaviour;
import io.otedama.session.MinerSession;
import io.otedama.session.ShareSubmission;
import io.otedama.share.ShareVerdict;
import io.otedama.stratum.loop.InFlight;
import io.otedama.stratum.loop.PeerGuard;
import org.jspecify.annotations.Nullable;

/** The submits of one connection: from decoded fields into the engine, and the verdicts back. Event loop only. */
final class V1Shares {
    private final V1Loop loop;
    private final V1Outbound out;
    private final IdTable ids;
    private final AuthorizedWorkers workers;
    private final InFlight inFlight;
    private final PeerGuard guard;

    V1Shares(V1Loop loop, V1Outbound out, IdTable ids, AuthorizedWorkers workers, PeerGuard guard) {
        this.guard = guard;
        this.loop = loop;
        this.out = out;
        this.ids = ids;
        this.workers = workers;
        this.inFlight = new InFlight(loop.terms().limits().maxInFlightSubmits());
    }

    /** False while as many submits are under way as may be. */
    boolean isReady() {
        return !inFlight.isFull() && !ids.isFull();
    }

    int underWay() {
        return inFlight.count();
    }

    /**
     * Answers the submit in the scratch fields, now or when its verdict comes.
     *
     * @param session null when the connection has not subscribed
     * @return false when its form is wrong
     */
    boolean submit(@Nullable MinerSession session, long token) {
        V1Scratch scratch = loop.scratch();
        ShareSubmission submission = scratch.submission;
        SubmitReader.Problem problem = SubmitReader.read(scratch.fields, workers, submission);
        if (problem != SubmitReader.Problem.NONE) {
            out.reply(token, V1Replies.problem(problem));
            ids.release(token);
            return false;
        }
        if (session == null) {
            answer(token, ShareVerdict.NOT_SUBSCRIBED);
        } else if (workers.count() == 0) {
            answer(token, ShareVerdict.UNAUTHORIZED);
        } else {
            submit(session, submission, token);
        }
        return true;
    }

    private void submit(MinerSession session, ShareSubmission submission, long token) {
        int place = workers.place();
        GuardedWorker worker = submission.worker == null ? null : workers.guarded(place);
        if (worker != null && worker.isBanned()) {
            answer(token, ShareVerdict.UNAUTHORIZED);
            return;
        }
        submission.token = token;
        loop.turnShares().next();
        ShareVerdict verdict = loop.lane().submit(session, submission);
        if (worker != null) {
            worker.onShare(loop.nowNs());
        }
        if (verdict == ShareVerdict.PENDING) {
            inFlight.add(loop.nowNs(), place);
            return;
        }
        answer(token, verdict);
        if (worker != null) {
            guard.answered(worker, verdict);
        } else {
            guard.misbehaved(Misbehaviour.FAILED_LOGIN);
        }
    }

    /** The verdict of a submit that was pending. */
    void onVerdict(long token, ShareVerdict verdict) {
        int place = inFlight.oldestMark();
        loop.terms().metrics().waited(loop.nowNs() - inFlight.remove());
        answer(token, verdict);
        guard.answered(workers.guarded(place), verdict);
    }

    private void answer(long token, ShareVerdict verdict) {
        out.reply(token, V1Replies.verdict(verdict));
        ids.release(token);
        loop.terms().metrics().answered(verdict);
    }
}
