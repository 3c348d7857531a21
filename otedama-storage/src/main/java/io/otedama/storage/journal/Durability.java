package io.otedama.storage.journal;

import io.otedama.error.ConfigurationException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When an acknowledged record is safe from a power loss. From a crash or kill of the process it is safe in every mode.
 *
 * <pre>
 *   batch            before it is acknowledged
 *   interval:100ms   at most that much later (and as long as one force takes)
 *   os               whenever the operating system writes it, and at a clean close
 * </pre>
 */
public sealed interface Durability {
    /** One force per batch before any reply of the batch: nothing acknowledged is ever lost. */
    Durability EVERY_BATCH = new EveryBatch();

    /** No force but at the end of a segment and at a clean close. */
    Durability OPERATING_SYSTEM = new OperatingSystem();

    Duration MIN_WINDOW = Duration.ofMillis(1);
    Duration MAX_WINDOW = Duration.ofMinutes(1);

    /** A power loss may cost what was acknowledged in the last {@code window}. */
    static Durability every(Duration window) {
        return new EveryInterval(window);
    }

    /**
     * Reads {@code batch}, {@code interval:100ms}, {@code interval:2s} or {@code os}.
     *
     * @throws ConfigurationException for anything else
     */
    static Durability parse(String text) {
        if (text.equals("batch")) {
            return EVERY_BATCH;
        }
        if (text.equals("os")) {
            return OPERATING_SYSTEM;
        }
        Matcher interval = Pattern.compile("interval:(\\d{1,6})(ms|s)").matcher(text);
        if (interval.matches()) {
            long amount = Long.parseLong(interval.group(1));
            return every(interval.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount));
        }
        throw new ConfigurationException(
                "journal durability", "\"" + text + "\" is no mode", "Use batch, interval:100ms or os.");
    }

    /** See {@link #EVERY_BATCH}. */
    record EveryBatch() implements Durability {
        @Override
        public String toString() {
            return "batch";
        }
    }

    /** See {@link #every(Duration)}. */
    record EveryInterval(Duration window) implements Durability {
        public EveryInterval {
            if (window.compareTo(MIN_WINDOW) < 0 || window.compareTo(MAX_WINDOW) > 0) {
                throw new ConfigurationException(
                        "journal durability",
                        "an interval of " + window.toMillis() + " ms is out of range",
                        "Use " + MIN_WINDOW.toMillis() + "ms to " + MAX_WINDOW.toSeconds() + "s.");
            }
        }

        @Override
        public String toString() {
            return "interval:" + window.toMillis() + "ms";
        }
    }

    /** See {@link #OPERATING_SYSTEM}. */
    record OperatingSystem() implements Durability {
        @Override
        public String toString() {
            return "os";
        }
    }
}
