package io.otedama.examples;

import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects every mistake in the settings, so that a user repairs them all at once. One thread. */
final class Problems {
    private final List<ConfigProblem> found = new ArrayList<>();
    private final UnaryOperator<String> keyNames;

    /**
     * @param keyNames how the user wrote a key: {@code address} or {@code --address}
     */
    Problems(UnaryOperator<String> keyNames) {
        this.keyNames = keyNames;
    }

    void add(String key, String problem, String remedy) {
        found.add(new ConfigProblem(keyNames.apply(key), problem, remedy));
    }

    /** Takes over another's mistakes under the keys of the settings. */
    void addAll(ConfigurationException wrong, UnaryOperator<String> toKey) {
        wrong.problems().forEach(p -> add(toKey.apply(p.key()), p.problem(), p.remedy()));
    }

    /** What {@code maker} makes, or null after having noted its mistakes. */
    <T> @Nullable T attempt(UnaryOperator<String> toKey, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (ConfigurationException e) {
            addAll(e, toKey);
            return null;
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<ConfigProblem> list() {
        return List.copyOf(found);
    }

    /**
     * @throws ConfigurationException with every mistake, when there is any
     */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigurationException(found);
        }
    }

    /** Shows mistakes to a person. */
    static void list(CommandOutput output, List<ConfigProblem> problems) {
        output.note("the settings have " + problems.size() + (problems.size() == 1 ? " problem:" : " problems:"));
        problems.forEach(problem -> output.note("  " + problem));
    }
}
