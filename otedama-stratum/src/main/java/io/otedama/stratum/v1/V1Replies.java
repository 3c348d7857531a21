package io.otedama.stratum.v1;

import com.fasterxml.jackson.databind.node.TextNode;
import io.otedama.share.ShareVerdict;
import io.otedama.stratum.v1.SubmitReader.Problem;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What follows the id in an answer, ready to be sent: {@code ,"result":…,"error":…}} and a line feed. Both keys are always
 * there. The answers to submits are made once.
 */
final class V1Replies {
    /** Error codes of Stratum V1. */
    static final int OTHER = 20;

    static final int UNAUTHORIZED = 24;
    static final int METHOD_NOT_FOUND = -3;

    static final byte[] HEAD = Ascii.bytes("{\"id\":");
    static final byte[] NULL_ID = Ascii.bytes("null");
    static final byte[] TRUE = result("true");
    static final byte[] EMPTY_LIST = result("[]");
    static final byte[] PONG = result("\"pong\"");
    static final byte[] NO_SUCH_METHOD = error(METHOD_NOT_FOUND, "method not found");
    static final byte[] POOL_FULL = error(OTHER, "pool takes no more connections");

    /** Longest reason that a refused worker is told. */
    static final int MAX_REASON_CHARS = 256;

    private static final Map<ShareVerdict, byte[]> VERDICTS = verdicts();
    private static final Map<Problem, byte[]> PROBLEMS = problems();

    private V1Replies() {}

    /**
     * @param json the result, as JSON
     */
    static byte[] result(String json) {
        return Ascii.bytes(",\"result\":" + json + ",\"error\":null}\n");
    }

    static byte[] error(int code, String message) {
        String quoted = AsciiJson.write(TextNode.valueOf(message));
        return Ascii.bytes(",\"result\":null,\"error\":[" + code + "," + quoted + ",null]}\n");
    }

    /** The answer to a worker who may not mine; of a reason that is too long only the beginning. */
    static byte[] workerRefused(String reason) {
        boolean fits = reason.length() <= MAX_REASON_CHARS;
        return error(UNAUTHORIZED, fits ? reason : reason.substring(0, MAX_REASON_CHARS));
    }

    /** The answer to a share; the same array each time. */
    static byte[] verdict(ShareVerdict verdict) {
        return known(VERDICTS.get(verdict));
    }

    /** The answer to a submit that is no share; the same array each time. */
    static byte[] problem(Problem problem) {
        return known(PROBLEMS.get(problem));
    }

    private static byte[] known(byte @Nullable [] reply) {
        if (reply == null) {
            throw new IllegalStateException("an answer was not prepared");
        }
        return reply;
    }

    private static Map<ShareVerdict, byte[]> verdicts() {
        Map<ShareVerdict, byte[]> replies = new EnumMap<>(ShareVerdict.class);
        for (ShareVerdict verdict : ShareVerdict.values()) {
            replies.put(verdict, verdict.isAccepted() ? TRUE : error(verdict.code(), verdict.message()));
        }
        return replies;
    }

    private static Map<Problem, byte[]> problems() {
        Map<Problem, byte[]> replies = new EnumMap<>(Problem.class);
        for (Problem problem : Problem.values()) {
            replies.put(problem, error(OTHER, problem.message));
        }
        return replies;
    }
}
