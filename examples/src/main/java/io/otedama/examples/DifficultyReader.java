package io.otedama.examples;

import io.otedama.chain.Difficulty;
import io.otedama.examples.PoolSettings.ShareDifficulty;
import io.otedama.session.VardiffConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code difficulty}: a number is fixed for everybody; a section has {@code start}, {@code min}, {@code max} and
 * {@code interval}, or {@code fixed}.
 */
final class DifficultyReader {
    private static final String KEY = "difficulty";

    private final Section root;
    private final Problems problems;

    DifficultyReader(Section root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    ShareDifficulty read() {
        if (!root.has(KEY)) {
            return ShareDifficulty.DEFAULT;
        }
        if (root.isSection(KEY)) {
            return fromSection(root.section(KEY));
        }
        Difficulty fixed = difficulty(root, KEY);
        return fixed == null ? ShareDifficulty.DEFAULT : ShareDifficulty.fixed(fixed);
    }

    private ShareDifficulty fromSection(Section section) {
        Difficulty fixed = difficulty(section, "fixed");
        Difficulty start = difficulty(section, "start");
        Difficulty min = difficulty(section, "min");
        Difficulty max = difficulty(section, "max");
        int seconds = section.integer("interval", (int) VardiffConfig.DEFAULT_INTERVAL.toSeconds());
        for (String other : new String[] {"start", "min", "max", "interval"}) {
            if (section.has("fixed") && section.has(other)) {
                problems.add(section.key(other), "stands beside " + section.key("fixed"), "Remove one of the two");
            }
        }
        section.end();
        if (min != null && max != null && min.compareTo(max) > 0) {
            problems.add(section.key("min"), min + " is above " + section.key("max") + " " + max, "Swap them");
        }
        VardiffConfig vardiff = problems.attempt(
                key -> section.key("interval"),
                () -> new VardiffConfig(
                        Duration.ofSeconds(seconds), start == null ? VardiffConfig.DEFAULT_START : start));
        if (fixed != null) {
            return ShareDifficulty.fixed(fixed);
        }
        return ShareDifficulty.of(
                vardiff == null ? VardiffConfig.defaults() : vardiff, min, max == null ? Difficulty.MAX : max);
    }

    private @Nullable Difficulty difficulty(Section section, String name) {
        return difficulty(section, name, problems);
    }

    /** A number greater than 0; null when it is not set, or wrong. */
    static @Nullable Difficulty difficulty(Section section, String name, Problems problems) {
        String text = section.scalar(name);
        if (text == null) {
            return null;
        }
        try {
            return Difficulty.of(text);
        } catch (IllegalArgumentException e) {
            problems.add(
                    section.key(name), "is not a number greater than 0", "Write a decimal number, for example 1024");
            return null;
        }
    }
}
