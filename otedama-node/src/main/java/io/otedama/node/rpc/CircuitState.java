package io.otedama.node.rpc;

import io.otedama.spi.ComponentHealth;
import java.util.concurrent.TimeUnit;

/**
 * How a {@link CallCircuit} stands. Times are of the clock that it was given.
 *
 * @param word {@code closed}: calls go out; {@code open}: they are held back; {@code half-open}: one is let out as a probe
 * @param failureRatePercent of the calls in the window; 0 while there are none
 * @param lastError of the last call that failed, without secrets, empty when none has
 * @param lastErrorNs when that was; means nothing without one
 * @param answered whether the daemon has ever answered
 * @param answeredNs when it last did; means nothing when it never has
 */
public record CircuitState(
        String word, int failureRatePercent, String lastError, long lastErrorNs, boolean answered, long answeredNs) {
    static final String CLOSED = "closed";

    public boolean isClosed() {
        return word.equals(CLOSED);
    }

    /** A component's health with these facts. */
    public ComponentHealth addTo(ComponentHealth health, long nowNs) {
        ComponentHealth more = health.with("circuit", word).with("failureRatePercent", failureRatePercent);
        if (answered) {
            more = more.with("lastAnswerMillis", TimeUnit.NANOSECONDS.toMillis(nowNs - answeredNs));
        }
        if (lastError.isEmpty()) {
            return more;
        }
        return more.with("lastError", lastError)
                .with("lastErrorAgeSeconds", TimeUnit.NANOSECONDS.toSeconds(nowNs - lastErrorNs));
    }
}
