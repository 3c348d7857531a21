package io.otedama.bench.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one run of a benchmark found: parameters that were asked for, numbers that were measured. Units stand in the
 * names. One thread.
 *
 * <pre>
 *   {"name": …, "date": "2026-01-31T12:00:00Z", "machine": {…}, "parameters": {…}, "numbers": {…}}
 * </pre>
 */
public final class BenchResult {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final String name;
    private final Machine machine = Machine.ofThisProcess();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final Map<String, Object> numbers = new LinkedHashMap<>();

    /**
     * @param name of the benchmark
     */
    public BenchResult(String name) {
        this.name = name;
    }

    /**
     * @param value number, text, truth value, or a map or list of such
     */
    public BenchResult parameter(String key, Object value) {
        parameters.put(key, value);
        return this;
    }

    /**
     * @param value number, text, truth value, or a map or list of such
     */
    public BenchResult number(String key, Object value) {
        numbers.put(key, value);
        return this;
    }

    /** The numbers so far, in the order they came. */
    public Map<String, Object> numbers() {
        return Map.copyOf(numbers);
    }

    /** Everything, ready to be written as JSON; the date is now, in UTC. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        map.put("machine", machine.toMap());
        map.put("parameters", parameters);
        map.put("numbers", numbers);
        return map;
    }

    /** Writes everything to a file, replacing what was there. */
    public void write(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, JSON.writeValueAsString(toMap()) + "\n");
    }

    /** One line per number, for people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name).append(" on ").append(machine);
        parameters.forEach((key, value) ->
                text.append("\n  ").append(key).append(' ').append(value).append(" (given)"));
        numbers.forEach(
                (key, value) -> text.append("\n  ").append(key).append(' ').append(value));
        return text.toString();
    }
}
