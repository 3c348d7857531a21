package io.otedama.bench.summary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The JSON files of one directory, read once each. One thread. */
final class Results {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final Map<String, JsonNode> files = new HashMap<>();

    Results(Path directory) {
        this.directory = directory;
    }

    boolean has(String name) {
        return Files.exists(file(name));
    }

    /**
     * A number of one of our own results.
     *
     * @param name of the file, without {@code .json}
     * @param pointer where in {@code numbers}, as a JSON pointer
     * @throws IllegalStateException when it is not there
     */
    double number(String name, String pointer) {
        return required(name, read(name).at("/numbers" + pointer), pointer);
    }

    /** Text of one of our own results. */
    String text(String name, String pointer) {
        return read(name).at(pointer).asText();
    }

    /**
     * The score of a JMH benchmark.
     *
     * @param benchmark end of its name
     * @param parameters that it must have
     */
    double score(String benchmark, Map<String, String> parameters) {
        for (JsonNode one : read("jmh")) {
            boolean alike = parameters.entrySet().stream()
                    .allMatch(p -> one.at("/params/" + p.getKey()).asText().equals(p.getValue()));
            if (alike && one.path("benchmark").asText().endsWith("." + benchmark)) {
                return required("jmh", one.at("/primaryMetric/score"), benchmark);
            }
        }
        throw new IllegalStateException(file("jmh") + " has no " + benchmark + " with " + parameters);
    }

    private double required(String name, JsonNode value, String what) {
        if (!value.isNumber()) {
            throw new IllegalStateException(file(name) + " has no number at " + what);
        }
        return value.doubleValue();
    }

    private JsonNode read(String name) {
        return files.computeIfAbsent(name, missing -> {
            try {
                return JSON.readTree(file(name).toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Path file(String name) {
        return directory.resolve(name + ".json");
    }
}
