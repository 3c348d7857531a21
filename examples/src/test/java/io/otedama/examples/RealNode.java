package io.otedama.examples;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Finds the coin daemon that tests run against. */
final class RealNode {
    /** Names a litecoind that is not on the {@code PATH}. */
    static final String VARIABLE = "OTEDAMA_LITECOIND";

    private static final String ABSENT =
            "no litecoind found: install litecoind (Debian: apt-get install litecoind) or set " + VARIABLE
                    + " to its path";

    private RealNode() {}

    /**
     * The daemon's executable. Without one the calling test is skipped, or fails when the environment says {@code
     * CI=true}: a check that nobody notices missing is none.
     */
    static Path requireOrSkip() {
        return requireOrSkip(System.getenv());
    }

    static Path requireOrSkip(Map<String, String> environment) {
        Optional<Path> found = locate(environment);
        if (found.isEmpty() && "true".equals(environment.get("CI"))) {
            Assertions.fail(ABSENT);
        }
        Assumptions.assumeTrue(found.isPresent(), ABSENT);
        return found.orElseThrow();
    }

    /** A named daemon that cannot be run is a mistake of whoever named it, not a reason to skip. */
    private static Optional<Path> locate(Map<String, String> environment) {
        String named = environment.get(VARIABLE);
        if (named != null && !named.isBlank()) {
            Path path = Path.of(named);
            Assertions.assertTrue(Files.isExecutable(path), () -> VARIABLE + " names no executable: " + path);
            return Optional.of(path);
        }
        return Stream.of(environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, "litecoind"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
