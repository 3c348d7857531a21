package io.otedama.storage.journal;

import io.otedama.error.ConfigurationException;
import java.time.Duration;

/**
 * Which old segments are deleted when a new one begins. Whatever this says, nothing goes that {@code retain} asks for, and
 * nothing at all before {@code retain} was called.
 *
 * @param newerSegments a segment stays as long as not more than this many newer ones exist
 * @param age and as long as its last record may be younger than this
 */
public record Retention(int newerSegments, Duration age) {
    /** Nothing is ever deleted. */
    public static final Retention KEEP_ALL = new Retention(Integer.MAX_VALUE, Duration.ZERO);

    public Retention {
        if (newerSegments < 1 || age.isNegative()) {
            throw new ConfigurationException(
                    "journal retention",
                    newerSegments + " newer segments and an age of " + age + " are out of range",
                    "Keep at least 1 segment; an age is not negative.");
        }
    }

    /** Keeps this many segments beside the newest one. */
    public static Retention segments(int newerSegments) {
        return new Retention(newerSegments, Duration.ZERO);
    }

    /** Keeps what is younger. */
    public static Retention younger(Duration age) {
        return new Retention(1, age);
    }
}
