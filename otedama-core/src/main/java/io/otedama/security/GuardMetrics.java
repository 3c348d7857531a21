package io.otedama.security;

import io.otedama.spi.MetricsSink;
import io.otedama.spi.MetricsSink.Counter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What a guard counts. Any thread; counting allocates nothing. */
final class GuardMetrics {
    private final Map<GuardVerdict, Counter> refused = new EnumMap<>(GuardVerdict.class);
    private final Map<GuardStep, Counter> steps = new EnumMap<>(GuardStep.class);
    final Counter handshakesRefused;
    final Counter requestsRefused;
    final Counter channelsRefused;
    final Counter workersRefused;
    final Counter bans;

    GuardMetrics(MetricsSink sink) {
        for (GuardVerdict verdict : GuardVerdict.values()) {
            if (verdict != GuardVerdict.ADMITTED) {
                String name = verdict.name().toLowerCase(Locale.ROOT);
                refused.put(verdict, sink.counter("guard.refused." + name, "Connections refused: " + name));
            }
        }
        for (GuardStep step : GuardStep.values()) {
            if (step != GuardStep.NONE) {
                String name = step.name().toLowerCase(Locale.ROOT);
                steps.put(step, sink.counter("guard.steps." + name, "Peers for whom misbehaviour came to: " + name));
            }
        }
        handshakesRefused = sink.counter("guard.refused.handshake", "Handshakes refused: too fast");
        requestsRefused = sink.counter("guard.refused.request", "Requests refused: too fast");
        channelsRefused = sink.counter("guard.refused.channel", "Channels refused: too fast");
        workersRefused = sink.counter("guard.refused.worker", "Workers refused: banned from their address");
        bans = sink.counter("guard.bans", "Bans, by behaviour or by the operator");
    }

    void refused(GuardVerdict verdict) {
        Counter counter = refused.get(verdict);
        if (counter != null) {
            counter.increment();
        }
    }

    void step(GuardStep step) {
        Counter counter = steps.get(step);
        if (counter != null) {
            counter.increment();
        }
    }
}
