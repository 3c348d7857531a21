package io.otedama.examples;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One map of the settings, read strictly: each value is asked for once with its type, and {@link #end} reports the keys
 * that nobody asked for. A mistake is noted and reads as "not set". One thread.
 */
final class Section {
    private final String path;
    private final Map<?, ?> values;
    private final Problems problems;
    private final EnvironmentText environment;
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * @param path of the section with a dot at its end; empty for the root
     */
    Section(String path, Map<?, ?> values, Problems problems, EnvironmentText environment) {
        this.path = path;
        this.values = values;
        this.problems = problems;
        this.environment = environment;
    }

    /** The whole key, as the user knows it. */
    String key(String name) {
        return path + name;
    }

    boolean has(String name) {
        return raw(name) != null;
    }

    private @Nullable Object raw(String name) {
        known.add(name);
        return values.get(name);
    }

    /** True for the word {@code off}, which YAML itself reads as false. */
    boolean isOff(String name) {
        Object value = raw(name);
        return Boolean.FALSE.equals(value) || "off".equals(value);
    }

    /** Yes or no; no when nothing is written. */
    boolean flag(String name) {
        Object value = raw(name);
        if (value != null && !(value instanceof Boolean)) {
            problems.add(key(name), "is " + kind(value), "Write true or false");
        }
        return Boolean.TRUE.equals(value);
    }

    /** A text, with references to the environment replaced. */
    @Nullable
    String text(String name) {
        return text(key(name), raw(name), "a text");
    }

    /** A text or a number, as it was written. */
    @Nullable
    String scalar(String name) {
        Object value = raw(name);
        return value instanceof Number ? value.toString() : text(key(name), value, "a number");
    }

    private @Nullable String text(String key, @Nullable Object value, String expected) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            problems.add(key, "is " + kind(value), "Write " + expected);
            return null;
        }
        return environment.expand(key, text, problems);
    }

    /** Texts; one alone need not be a list. */
    List<String> texts(String name) {
        Object value = raw(name);
        if (value == null) {
            return List.of();
        }
        List<?> list = value instanceof List<?> several ? several : List.of(value);
        return IntStream.range(0, list.size())
                .mapToObj(i -> text(elementKey(name, i), list.get(i), "a list of texts"))
                .filter(Objects::nonNull)
                .toList();
    }

    /** A whole number, or {@code unset} when there is none. */
    int integer(String name, int unset) {
        Object value = raw(name);
        if (value instanceof String text && text.contains("${")) {
            value = environment.number(key(name), text, problems);
        }
        if (value == null) {
            return unset;
        }
        if (!(value instanceof Integer number)) {
            problems.add(key(name), "is " + kind(value), "Write a whole number, default " + unset);
            return unset;
        }
        return number;
    }

    boolean isSection(String name) {
        return raw(name) instanceof Map;
    }

    /** A section of its own; empty when it is not set. */
    Section section(String name) {
        Object value = raw(name);
        if (value != null && !(value instanceof Map)) {
            problems.add(key(name), "is " + kind(value), "Write its keys below it, indented");
        }
        return new Section(key(name) + '.', value instanceof Map<?, ?> map ? map : Map.of(), problems, environment);
    }

    /** A list of sections; a list of one need not be a list. */
    List<?> elements(String name) {
        Object value = raw(name);
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list ? list : List.of(value);
    }

    Section element(String name, int index, Map<?, ?> map) {
        return new Section(elementKey(name, index) + '.', map, problems, environment);
    }

    String elementKey(String name, int index) {
        return key(name) + '[' + index + ']';
    }

    /** Reports every key that was never asked for. */
    void end() {
        for (Object key : values.keySet()) {
            String name = String.valueOf(key);
            if (!known.contains(name)) {
                problems.add(
                        key(name),
                        "is not a setting",
                        NearestKey.of(name, known)
                                .map(near -> "Did you mean " + key(near) + "?")
                                .orElseGet(() ->
                                        "Known here: " + known.stream().sorted().collect(Collectors.joining(", "))));
            }
        }
    }

    /** Says what was found without repeating it: it may be a secret in the wrong place. */
    static String kind(Object value) {
        if (value instanceof Map) {
            return "a section";
        }
        if (value instanceof List) {
            return "a list";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        if (value instanceof Number) {
            return "a number";
        }
        return value instanceof String ? "a text" : "a " + value.getClass().getSimpleName();
    }
}
