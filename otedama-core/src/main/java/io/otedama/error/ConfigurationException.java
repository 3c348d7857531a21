package io.otedama.error;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; lists every mistake found, not only the first. Nothing has been started. */
public class ConfigurationException extends PoolException {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    public ConfigurationException(List<ConfigProblem> problems) {
        super(describe(problems));
        this.problems = List.copyOf(problems);
    }

    public ConfigurationException(String key, String problem, String remedy) {
        this(List.of(new ConfigProblem(key, problem, remedy)));
    }

    /** All mistakes, in the order of the settings. */
    public List<ConfigProblem> problems() {
        return problems;
    }

    private static String describe(List<ConfigProblem> problems) {
        return problems.stream()
                .map(ConfigProblem::toString)
                .collect(Collectors.joining("\n  ", "configuration has " + problems.size() + " problem(s):\n  ", ""));
    }
}
