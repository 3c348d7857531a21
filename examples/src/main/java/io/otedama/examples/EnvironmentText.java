package io.otedama.examples;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces <code>${NAME}</code> by the environment variable, so that secrets stay out of files. Immutable. */
final class EnvironmentText {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Function<String, @Nullable String> variables;

    /**
     * @param variables value of a variable, or null when it is not set
     */
    EnvironmentText(Function<String, @Nullable String> variables) {
        this.variables = variables;
    }

    /** The text with its references replaced, or null after having noted what is wrong. */
    @Nullable
    String expand(String key, String text, Problems problems) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder out = new StringBuilder();
        boolean good = true;
        while (matcher.find()) {
            String name = String.valueOf(matcher.group(1));
            String value = NAME.matcher(name).matches() ? variables.apply(name) : null;
            if (value == null) {
                problems.add(key, "the environment variable ${" + name + "} is not set", "Set it, or write the value");
                good = false;
            } else {
                matcher.appendReplacement(out, Matcher.quoteReplacement(value));
            }
        }
        matcher.appendTail(out);
        return good ? out.toString() : null;
    }

    /** The whole number that a text with references stands for, the text when it is none, or null. */
    @Nullable
    Object number(String key, String text, Problems problems) {
        String expanded = expand(key, text, problems);
        if (expanded == null) {
            return null;
        }
        try {
            return Integer.valueOf(expanded.strip());
        } catch (NumberFormatException e) {
            return expanded;
        }
    }
}
