package io.otedama.security;

import io.otedama.spi.GuardRecord;
import io.otedama.spi.PoolControl.Ban;
import io.otedama.spi.PoolControl.Standing;
import io.otedama.spi.PoolControl.StandingEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts together what several records say of one subject. */
final class Standings {
    /** Most events that a standing lists. */
    static final int MAX_EVENTS = 100;

    private Standings() {}

    static Optional<Standing> of(
            String subject, List<GuardRecord> records, List<BanRecord> bans, @Nullable Ban cover, long nowMillis) {
        if (records.isEmpty() && bans.isEmpty() && cover == null) {
            return Optional.empty();
        }
        long score = records.stream()
                .mapToLong(record -> (record.goodMilli() - record.badMilli()) / 1_000)
                .min()
                .orElse(0);
        GuardStep step = GuardStep.NONE;
        List<StandingEvent> events = new ArrayList<>();
        for (GuardRecord record : records) {
            step = step.atLeast(stepOf(record.step()));
            events.addAll(record.events());
        }
        Ban ban = bans.stream()
                .filter(known -> known.isInForce(nowMillis))
                .max(Comparator.comparingLong(BanRecord::untilMillis))
                .map(BanRecord::view)
                .orElse(cover);
        events.sort(Comparator.comparingLong(StandingEvent::epochMillis).reversed());
        return Optional.of(new Standing(
                subject,
                score,
                (ban == null ? step : GuardStep.BAN).name(),
                List.copyOf(events.subList(0, Math.min(events.size(), MAX_EVENTS))),
                ban));
    }

    /** The step of that name; NONE for a name that is not known. */
    static GuardStep stepOf(String name) {
        for (GuardStep step : GuardStep.values()) {
            if (step.name().equals(name)) {
                return step;
            }
        }
        return GuardStep.NONE;
    }
}
