package io.otedama.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.gateway.auth.Caller;
import io.otedama.spi.PoolQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request that was admitted.
 *
 * @param path parameters of the path, decoded
 * @param query parameters of the query, decoded; of several with one name the first
 * @param body an object; null when the route takes none
 */
public record ApiRequest(
        Map<String, String> path,
        Map<String, String> query,
        @Nullable JsonNode body,
        Caller caller,
        AccessRule access) {
    /** Rows of a page unless said otherwise. */
    public static final int DEFAULT_LIMIT = 50;

    /** Longest text that a query or a body may search or explain with. */
    public static final int MAX_TEXT_CHARS = 256;

    public ApiRequest {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
    }

    /** A parameter that the route's path has. */
    public String param(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no parameter " + name);
        }
        return value;
    }

    public Optional<String> text(String name) {
        String value = query.get(name);
        if (value != null && value.length() > MAX_TEXT_CHARS && !name.equals("cursor")) {
            throw bad(name + " has more than " + MAX_TEXT_CHARS + " characters");
        }
        return Optional.ofNullable(value).filter(v -> !v.isEmpty());
    }

    /** One of these words, the first one unless another was asked for. */
    public String word(String name, List<String> words) {
        String value = text(name).orElse(words.get(0));
        if (!words.contains(value)) {
            throw bad(name + " is one of " + String.join(", ", words));
        }
        return value;
    }

    public Optional<Long> number(String name) {
        return text(name).map(value -> {
            try {
                return Long.valueOf(value);
            } catch (NumberFormatException e) {
                throw bad(name + " is not a whole number");
            }
        });
    }

    /** Rows of a page. */
    public int limit() {
        long limit = number("limit").orElse((long) DEFAULT_LIMIT);
        if (limit < 1 || limit > PoolQuery.MAX_PAGE) {
            throw bad("limit is 1 to " + PoolQuery.MAX_PAGE);
        }
        return (int) limit;
    }

    public @Nullable String cursor() {
        return text("cursor").orElse(null);
    }

    /** What an action makes of arguments that may be wrong. */
    public static <T> T valid(Supplier<T> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    /** A text of the body. */
    public String bodyText(String name, int maxChars) {
        return optionalBodyText(name, maxChars).orElseThrow(() -> bad("the body needs a text '" + name + "'"));
    }

    public Optional<String> optionalBodyText(String name, int maxChars) {
        JsonNode node = node(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isTextual()
                || node.textValue().length() > maxChars
                || node.textValue().isEmpty()) {
            throw bad("'" + name + "' is a text of 1 to " + maxChars + " characters");
        }
        return Optional.of(node.textValue());
    }

    public Optional<Long> bodyNumber(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw bad("'" + name + "' is a whole number");
        }
        return Optional.of(node.longValue());
    }

    /** A list of texts of the body. */
    public List<String> bodyTexts(String name, int maxTexts) {
        JsonNode node = node(name);
        if (node == null || !node.isArray() || node.size() > maxTexts) {
            throw bad("the body needs a list '" + name + "' of at most " + maxTexts + " texts");
        }
        List<String> texts = new java.util.ArrayList<>();
        for (JsonNode item : node) {
            if (!item.isTextual()) {
                throw bad("'" + name + "' is a list of texts");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    private @Nullable JsonNode node(String name) {
        JsonNode node = body == null ? null : body.get(name);
        return node == null || node.isNull() ? null : node;
    }

    /** An error about what the client sent. */
    public static ProblemException bad(String detail) {
        return new ProblemException(ProblemType.BAD_REQUEST, detail);
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(ProblemType.NOT_FOUND, detail);
    }
}
