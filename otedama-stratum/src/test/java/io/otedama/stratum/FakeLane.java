package io.otedama.stratum;

import io.otedama.chain.Difficulty;
import io.otedama.chain.ShareTarget;
import io.otedama.session.IngressLane;
import io.otedama.session.MinerConnection;
import io.otedama.session.MinerSession;
import io.otedama.session.PortDifficulty;
import io.otedama.session.ReplyQueue;
import io.otedama.session.ShareSubmission;
import io.otedama.share.ShareVerdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lane of a {@link FakeEngine}. */
public final class FakeLane implements IngressLane {
    static final ShareTarget TARGET = ShareTarget.of(Difficulty.of(1024), 1);

    public final List<MinerSession> sessions = new ArrayList<>();
    public volatile boolean closed;
    final ReplyQueue replies;
    private final FakeEngine engine;

    FakeLane(FakeEngine engine, ReplyQueue replies) {
        this.engine = engine;
        this.replies = replies;
    }

    @Override
    public @Nullable MinerSession connect(MinerConnection connection, PortDifficulty port) {
        if (engine.full) {
            return null;
        }
        MinerSession session = engine.newSession(connection, port);
        sessions.add(session);
        return session;
    }

    @Override
    public void disconnect(MinerSession session) {
        session.close();
        sessions.remove(session);
    }

    @Override
    public ShareVerdict submit(MinerSession session, ShareSubmission share) {
        if (session.isParked()) {
            throw new IllegalStateException("submitted while parked");
        }
        engine.submits.incrementAndGet();
        if (engine.recording) {
            engine.submitted.add(text(share));
        }
        ShareVerdict verdict = share.worker == null ? ShareVerdict.UNAUTHORIZED : engine.verdict.apply(share);
        if (verdict == ShareVerdict.PENDING) {
            if (engine.recording) {
                engine.waiting.add(new FakeEngine.Waiting(this, session, share.token));
            } else {
                replies.offer(session, share.token, ShareVerdict.ACCEPTED, TARGET);
                replies.endOfBatch();
            }
            session.setParked(engine.parking);
        }
        return verdict;
    }

    private static String text(ShareSubmission s) {
        return s.worker + " " + s.jobNumber + " " + Long.toHexString(s.extranonce2) + "/" + s.extranonce2Size + " "
                + Integer.toHexString(s.ntime) + " " + Integer.toHexString(s.nonce) + " "
                + (s.hasVersionBits ? Integer.toHexString(s.versionBits) : "-");
    }

    @Override
    public boolean retryParked(MinerSession session) {
        if (engine.parking) {
            return false;
        }
        session.setParked(false);
        return true;
    }

    @Override
    public void close() {
        closed = true;
    }
}
