package io.otedama.spi;

import io.otedama.spi.PoolControl.Ban;
import io.otedama.spi.PoolControl.StandingEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one subject over a restart.
 *
 * @param subject an address or network, {@code 203.0.113.7}; of a worker from there, {@code 203.0.113.7 WORKER}
 * @param goodMilli good work, thousandths of a point
 * @param badMilli misbehaviour, thousandths of a point
 * @param step the last step that was taken, by its name
 * @param atMillis milliseconds since 1970, when both were true
 * @param events what happened, newest first; at most {@value #MAX_EVENTS}
 * @param ban in force or over, so that the next one lasts longer; null when there never was one
 */
public record GuardRecord(
        String subject,
        long goodMilli,
        long badMilli,
        String step,
        long atMillis,
        List<StandingEvent> events,
        @Nullable Ban ban) {
    /** Longest subject: the longest network, a space, the longest worker's name. */
    public static final int MAX_SUBJECT_CHARS = 60 + SessionStore.MAX_NAME_CHARS;

    /** Kinds of events kept for one subject. */
    public static final int MAX_EVENTS = 64;

    public GuardRecord {
        events = List.copyOf(events);
    }

    /** The same with a ban. */
    public GuardRecord withBan(@Nullable Ban other) {
        return new GuardRecord(subject, goodMilli, badMilli, step, atMillis, events, other);
    }
}
