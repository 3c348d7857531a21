package io.otedama.stratum.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A request as the general parser understood it. The id is in the {@link RequestId} that the parser was given.
 *
 * @param method empty when the line is an answer to something, which a server ignores
 * @param params missing when there are none
 * @param problem why the line is no request, null when it is one; never contains what the client sent
 */
record V1Request(String method, JsonNode params, @Nullable String problem) {
    private static final int MAX_NUMBER_CHARS = 24;

    static V1Request malformed(String problem) {
        return new V1Request("", MissingNode.getInstance(), problem);
    }

    /** True when the line answers a request; we ask nothing, so it means nothing. */
    boolean isAnswer() {
        return method.isEmpty() && problem == null;
    }

    /** A parameter as text; empty when it is missing, null or no scalar. */
    String text(int index) {
        return params.path(index).asText("");
    }

    /** A number written as a number or as text, null when it is neither or absurdly long. */
    static @Nullable BigDecimal number(JsonNode value) {
        String text = value.asText("");
        if (text.isEmpty()
                || text.length() > MAX_NUMBER_CHARS
                || !text.matches("[0-9]*\\.?[0-9]*([eE][+-]?[0-9]{1,2})?")) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
