package io.otedama.stratum.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A server's no, in whichever shape it came:
 *
 * <pre>
 *   "error":[21,"Job not found",null]      "error":{"code":21,"message":"…"}      "error":"Stale"
 *   "reject-reason":"Above target 2"       "result":false, no error
 * </pre>
 *
 * @param code the server's code; guessed from the words where the shape has none
 */
record Refusal(int code, String message) {
    private static final int MAX_MESSAGE_CHARS = 200;

    /** Reads a reply; {@code null} when the answer was yes. */
    static @Nullable Refusal read(JsonNode reply) {
        JsonNode error = reply.path("error");
        if (isGiven(error)) {
            return ofError(error);
        }
        JsonNode reason = reply.path("reject-reason");
        if (reason.isTextual()) {
            return ofWords(reason.textValue());
        }
        JsonNode result = reply.path("result");
        boolean yes = !result.isMissingNode() && !result.isNull() && !(result.isBoolean() && !result.booleanValue());
        return yes ? null : ofWords("");
    }

    private static boolean isGiven(JsonNode error) {
        return error.isTextual() || error.isNumber() || (error.isContainerNode() && !error.isEmpty());
    }

    private static Refusal ofError(JsonNode error) {
        if (error.isTextual()) {
            return ofWords(error.textValue());
        }
        JsonNode code = error.isArray() ? error.path(0) : error.isObject() ? error.path("code") : error;
        JsonNode words = error.isArray() ? error.path(1) : error.path("message");
        String message = cut(words.asText(""));
        return code.isInt() ? new Refusal(code.intValue(), message) : ofCodeText(code.asText(""), message);
    }

    private static Refusal ofCodeText(String code, String message) {
        try {
            return new Refusal(Integer.parseInt(code), message);
        } catch (NumberFormatException e) {
            return ofWords(message.isEmpty() ? code : message);
        }
    }

    private static Refusal ofWords(String words) {
        return new Refusal(guess(words.toLowerCase(Locale.ROOT)), cut(words));
    }

    private static int guess(String words) {
        if (words.contains("stale") || words.contains("job not found") || words.contains("unknown-work")) {
            return SubmitReply.JOB_NOT_FOUND;
        }
        if (words.contains("duplicate")) {
            return SubmitReply.DUPLICATE_SHARE;
        }
        if (words.contains("above target") || words.contains("low diff") || words.contains("high-hash")) {
            return SubmitReply.LOW_DIFFICULTY;
        }
        if (words.contains("unauthori")) {
            return SubmitReply.UNAUTHORIZED_WORKER;
        }
        return words.contains("not subscribed") ? SubmitReply.NOT_SUBSCRIBED : SubmitReply.OTHER;
    }

    private static String cut(String words) {
        return words.length() <= MAX_MESSAGE_CHARS ? words : words.substring(0, MAX_MESSAGE_CHARS);
    }
}
