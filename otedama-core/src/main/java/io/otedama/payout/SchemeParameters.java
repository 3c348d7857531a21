package io.otedama.payout;

import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an operator wrote behind a scheme's name. Every getter takes one key and remembers what is wrong with it; {@link
 * #finish()} reports all of it at once, and every key that nobody asked for.
 */
public final class SchemeParameters {
    private final String scheme;
    private final TreeMap<String, String> given;
    private final TreeMap<String, String> unread;
    private final List<String> known = new ArrayList<>();
    private final List<ConfigProblem> problems = new ArrayList<>();

    /**
     * @param scheme name of the scheme, for messages
     * @param given values by key
     */
    public SchemeParameters(String scheme, Map<String, String> given) {
        this.scheme = scheme;
        this.given = new TreeMap<>(given);
        this.unread = new TreeMap<>(given);
    }

    /** A decimal number from {@code min} to {@code max}. */
    public BigDecimal decimal(String key, String byDefault, String min, String max) {
        String text = take(key, byDefault);
        try {
            BigDecimal value = new BigDecimal(text);
            if (value.compareTo(new BigDecimal(min)) >= 0 && value.compareTo(new BigDecimal(max)) <= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // reported below, as a number that is out of range
        }
        problem(key, text, "a number from " + min + " to " + max);
        return new BigDecimal(byDefault);
    }

    /** A whole number from {@code min} to {@code max}. */
    public long whole(String key, long byDefault, long min, long max) {
        String text = take(key, Long.toString(byDefault));
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // reported below, as a number that is out of range
        }
        problem(key, text, "a whole number from " + min + " to " + max);
        return byDefault;
    }

    /** One of several words; the first is the default. */
    public String choice(String key, String... words) {
        String text = take(key, words[0]);
        if (List.of(words).contains(text)) {
            return text;
        }
        problem(key, text, "one of " + String.join(", ", words));
        return words[0];
    }

    private String take(String key, String byDefault) {
        known.add(key);
        String text = unread.remove(key);
        return text == null ? byDefault : text;
    }

    private void problem(String key, String text, String expected) {
        problems.add(new ConfigProblem(
                "payout." + scheme + "." + key, "is \"" + text + "\"", "Give " + expected + ", or leave it out"));
    }

    /**
     * To be called when every known key has been read.
     *
     * @throws ConfigurationException with every mistake
     */
    public void finish() {
        for (String key : unread.keySet()) {
            String choices = known.isEmpty() ? "it takes none" : "it takes " + String.join(", ", known);
            problems.add(new ConfigProblem(
                    "payout." + scheme + "." + key, "is no parameter of this scheme", "Leave it out: " + choices));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /** {@code key=value,key=value} in the order of the keys: what the journal remembers. */
    public String canonicalText() {
        return given.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(java.util.stream.Collectors.joining(","));
    }
}
