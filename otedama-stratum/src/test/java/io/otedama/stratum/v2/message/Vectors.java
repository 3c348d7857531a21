package io.otedama.stratum.v2.message;

import io.otedama.chain.Hex;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads the vector files; their first lines name the origin. */
final class Vectors {
    record Frame(String name, int payloadBytes, byte[] bytes) {
        /** The name up to the first parenthesis, and the job of a second vector of its kind. */
        String key() {
            String key = name.replaceFirst("\\(.*", "");
            return name.contains("job 10") ? key + " 10" : key;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    record Payload(int messageType, String name, byte[] bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Vectors() {}

    static List<Frame> frames() {
        return lines("frames.txt").stream()
                .map(columns -> new Frame(columns[0], Integer.parseInt(columns[1]), Hex.decode(columns[2])))
                .toList();
    }

    static List<Payload> payloads() {
        return lines("payloads.txt").stream()
                .map(columns -> new Payload(Integer.parseInt(columns[0], 16), columns[1], Hex.decode(columns[2])))
                .toList();
    }

    private static List<String[]> lines(String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Vectors.class.getResourceAsStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
