package io.otedama.stratum.v1;

import io.otedama.security.Misbehaviour;
import io.otedama.security.StrikeCounter;
import io.otedama.security.StrikeVerdict;
import io.otedama.stratum.loop.PeerGuard;
import io.otedama.stratum.transport.LineDecoder;
import java.util.concurrent.TimeUnit;

/**
 * Understands the lines of one connection and gives each to whom it concerns. Malformed requests are answered and counted;
 * too many lately end the connection. Event loop only.
 */
final class V1Dialog {
    private static final long STRIKE_FORGOTTEN_NS = TimeUnit.MINUTES.toNanos(1);

    private final V1Loop loop;
    private final V1Outbound out;
    private final IdTable ids;
    private final V1Session session;
    private final V1Shares shares;
    private final V1Methods methods;
    private final StrikeCounter strikes;
    private final PeerGuard guard;
    private boolean understood;

    V1Dialog(V1Loop loop, V1Outbound out, IdTable ids, V1Session session, V1Shares shares, PeerGuard guard) {
        this.guard = guard;
        this.loop = loop;
        this.out = out;
        this.ids = ids;
        this.session = session;
        this.shares = shares;
        this.methods = new V1Methods(loop, out, session);
        int close = loop.terms().limits().maxMalformedLines();
        this.strikes = new StrikeCounter((close + 1) / 2, close, STRIKE_FORGOTTEN_NS, loop.nowNs());
    }

    /**
     * Answers a request, or sends it on to be answered later.
     *
     * @return false when the connection is to be closed after what was answered
     */
    boolean onLine(byte[] line, int length) {
        V1Scratch scratch = loop.scratch();
        if (scratch.scanner.scan(line, length, scratch.id, scratch.fields)) {
            return submit(ids.token(scratch.id, line));
        }
        V1Request request = scratch.parser.parse(line, length, scratch.id);
        return onRequest(request, ids.token(scratch.id, line));
    }

    /** Says why the connection ends that sent what is no line. */
    void onUnreadable(LineDecoder.Outcome outcome) {
        boolean tooLong = outcome == LineDecoder.Outcome.LINE_TOO_LONG;
        guard.misbehaved(Misbehaviour.OVERSIZED);
        malformed(IdTable.NO_ID, tooLong ? "line is too long" : "too much data");
    }

    private boolean onRequest(V1Request request, long token) {
        String problem = request.problem();
        if (problem == null && request.method().equals("mining.submit")) {
            problem = V1RequestParser.submitFields(request.params(), loop.scratch().fields);
            if (problem == null) {
                return submit(token); // keeps the id until the verdict
            }
        }
        boolean goOn;
        if (problem != null) {
            goOn = malformed(token, problem);
        } else {
            understood = true;
            goOn = request.isAnswer() || handled(methods.handle(request, token));
        }
        ids.release(token);
        return goOn;
    }

    private boolean submit(long token) {
        understood = true;
        return shares.submit(session.subscribedSession(), token) || strike();
    }

    private boolean handled(V1Methods.Outcome outcome) {
        return switch (outcome) {
            case ANSWERED -> true;
            case MALFORMED -> strike();
            case REFUSED -> {
                loop.terms().metrics().refused.increment();
                yield false;
            }
        };
    }

    private boolean malformed(long token, String problem) {
        byte[] reply = V1Replies.error(V1Replies.OTHER, problem);
        if (token == IdTable.NO_ID) {
            out.replyWithoutId(reply);
        } else {
            out.reply(token, reply);
        }
        boolean noMiner = !understood && problem.equals(V1RequestParser.NOT_AN_OBJECT);
        return strike() && !noMiner;
    }

    private boolean strike() {
        guard.misbehaved(Misbehaviour.MALFORMED);
        loop.terms().metrics().malformed.increment();
        return strikes.strike(loop.nowNs()) != StrikeVerdict.CLOSE;
    }
}
