package io.otedama.stratum.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.otedama.chain.Difficulty;
import io.otedama.security.LogLimiter;
import io.otedama.session.MinerSession;
import java.math.BigDecimal;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every method but {@code mining.submit}, for one connection. Event loop only; answers each request once, at once. */
final class V1Methods {
    private static final Logger LOG = LoggerFactory.getLogger(V1Methods.class);
    private static final String SUGGEST_PREFIX = "mining.suggest_difficulty(";
    private static final HexFormat HEX = HexFormat.of();

    private final V1Loop loop;
    private final V1Outbound out;
    private final V1Session session;

    V1Methods(V1Loop loop, V1Outbound out, V1Session session) {
        this.loop = loop;
        this.out = out;
        this.session = session;
    }

    /** What the connection has to do after a request. */
    enum Outcome {
        ANSWERED,
        /** Answered, but the parameters made no sense. */
        MALFORMED,
        /** The engine takes no more sessions: close. */
        REFUSED
    }

    Outcome handle(V1Request request, long token) {
        switch (request.method()) {
            case "mining.configure", "mining.subscribe", "mining.authorize", "mining.suggest_difficulty" -> {
                return withSession(request.method(), request, token);
            }
            case "mining.extranonce.subscribe" -> out.reply(token, V1Replies.TRUE);
            case "mining.get_transactions" -> out.reply(token, V1Replies.EMPTY_LIST);
            case "mining.ping" -> out.reply(token, V1Replies.PONG);
            default -> {
                if (request.method().startsWith(SUGGEST_PREFIX)
                        && request.method().endsWith(")")) {
                    return withSession(SUGGEST_PREFIX, request, token);
                }
                out.reply(token, V1Replies.NO_SUCH_METHOD);
            }
        }
        return Outcome.ANSWERED;
    }

    private Outcome withSession(String method, V1Request request, long token) {
        MinerSession opened = session.open();
        if (opened == null) {
            out.reply(token, V1Replies.POOL_FULL);
            return Outcome.REFUSED;
        }
        return switch (method) {
            case "mining.configure" -> configure(opened, request.params(), token);
            case "mining.subscribe" -> subscribe(opened, request, token);
            case "mining.authorize" -> authorize(opened, request, token);
            case "mining.suggest_difficulty" -> suggest(opened, request.params().path(0), token);
            default -> {
                String name = request.method();
                String value = name.substring(SUGGEST_PREFIX.length(), name.length() - 1);
                yield suggest(opened, TextNode.valueOf(value.trim()), token);
            }
        };
    }

    private Outcome configure(MinerSession opened, JsonNode params, long token) {
        if (!params.path(0).isArray()) {
            out.reply(token, V1Replies.error(V1Replies.OTHER, "configure needs a list of extensions"));
            return Outcome.MALFORMED;
        }
        V1Extensions extensions = new V1Extensions(opened);
        out.reply(token, V1Replies.result(extensions.agree(params.path(0), params.path(1))));
        if (extensions.versionMask() != 0) {
            out.line(NotifyEncoder.versionMask(extensions.versionMask()));
        }
        return Outcome.ANSWERED;
    }

    private Outcome subscribe(MinerSession opened, V1Request request, long token) {
        opened.identify(request.text(0));
        String extranonce1 = HEX.toHexDigits(opened.extranonce1(), 2 * opened.extranonce1Size());
        out.reply(
                token,
                V1Replies.result("[[[\"mining.set_difficulty\",\"" + extranonce1 + "\"],[\"mining.notify\",\""
                        + extranonce1 + "\"]],\"" + extranonce1 + "\"," + opened.extranonce2Size() + "]"));
        session.subscribe();
        session.startIfReady();
        return Outcome.ANSWERED;
    }

    private Outcome authorize(MinerSession opened, V1Request request, long token) {
        String user = request.text(0);
        String refusal = session.authorize(opened, user, request.text(1));
        if (refusal == null) {
            out.reply(token, V1Replies.TRUE);
            session.startIfReady();
        } else {
            out.reply(token, V1Replies.workerRefused(refusal));
            if (LOG.isInfoEnabled() && loop.terms().log().tryLog()) {
                LOG.info("refused worker '{}'", LogLimiter.clean(user));
            }
        }
        return Outcome.ANSWERED;
    }

    private Outcome suggest(MinerSession opened, JsonNode value, long token) {
        Difficulty suggested = difficulty(value);
        if (suggested == null) {
            out.reply(token, V1Replies.error(V1Replies.OTHER, "difficulty must be a number greater than 0"));
            return Outcome.MALFORMED;
        }
        opened.suggestDifficulty(suggested);
        out.reply(token, V1Replies.TRUE);
        return Outcome.ANSWERED;
    }

    /** A difficulty that a client wrote, null when it is none. */
    static @Nullable Difficulty difficulty(JsonNode value) {
        BigDecimal number = V1Request.number(value);
        return number == null || number.signum() <= 0 ? null : Difficulty.of(number);
    }
}
