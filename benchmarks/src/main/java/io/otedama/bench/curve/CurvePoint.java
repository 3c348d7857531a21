package io.otedama.bench.curve;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One step of a curve. What was not measured is NaN. Immutable.
 *
 * @param percent of saturation
 * @param offeredPerSecond shares that were due
 * @param acceptedPerSecond shares that the server accepted
 * @param p50Micros latency from the time that a share was due to its answer: half of the answers are faster
 * @param serverMicrosPerShare processor time of the server per accepted share
 * @param serverCores processors that the server kept busy
 * @param generatorCores processors that the generator kept busy
 */
record CurvePoint(
        int percent,
        double offeredPerSecond,
        double acceptedPerSecond,
        double p50Micros,
        double p99Micros,
        double p999Micros,
        double serverMicrosPerShare,
        double serverCores,
        double generatorCores) {
    /** Of what is offered; the rest is chance, and shares that miss even a tiny difficulty. */
    private static final double KEPT_UP = 0.99;

    /** Reads one entry of {@code numbers.steps}. */
    static CurvePoint read(JsonNode step) {
        JsonNode latency = step.path("latencyMicros");
        return new CurvePoint(
                step.path("percentOfSaturation").asInt(),
                number(step, "offeredPerSecond"),
                number(step, "acceptedPerSecond"),
                number(latency, "p50"),
                number(latency, "p99"),
                number(latency, "p999"),
                number(step, "serverCpuMicrosPerShare"),
                number(step, "serverCores"),
                number(step, "generatorCores"));
    }

    private static double number(JsonNode node, String name) {
        double value = node.path(name).asDouble(Double.NaN);
        return value < 0 ? Double.NaN : value;
    }

    /** Whether the server accepted what it was offered. */
    boolean keptUp() {
        return acceptedPerSecond >= KEPT_UP * offeredPerSecond;
    }
}
