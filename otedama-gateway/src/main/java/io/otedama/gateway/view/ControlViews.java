package io.otedama.gateway.view;

import io.otedama.spi.PoolControl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the guard and the statistics say, for the operator. Times are milliseconds since 1970. */
public final class ControlViews {
    private ControlViews() {}

    /** A refused network. */
    public record Ban(String network, long sinceAt, long untilAt, int times, String reason) {
        public static Ban of(PoolControl.Ban ban) {
            return new Ban(ban.network(), ban.sinceMillis(), ban.untilMillis(), ban.times(), ban.reason());
        }
    }

    /** What is known of an address or a worker. */
    public record Standing(
            String subject,
            long score,
            String step,
            List<Event> events,
            @Nullable Ban ban) {
        public static Standing of(PoolControl.Standing standing) {
            PoolControl.Ban ban = standing.ban();
            return new Standing(
                    standing.subject(),
                    standing.score(),
                    standing.step(),
                    standing.events().stream()
                            .map(e -> new Event(e.epochMillis(), e.kind(), e.times(), e.points()))
                            .toList(),
                    ban == null ? null : Ban.of(ban));
        }
    }

    /** What moved a score. */
    public record Event(long at, String kind, long times, long points) {}

    /** What statistics have raised. */
    public record Alarm(long at, String kind, String subject, String detail) {
        public static Alarm of(PoolControl.Alarm alarm) {
            return new Alarm(alarm.epochMillis(), alarm.kind(), alarm.subject(), alarm.detail());
        }
    }
}
