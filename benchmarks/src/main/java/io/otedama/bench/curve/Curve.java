package io.otedama.bench.curve;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A measured curve as its picture needs it. Immutable.
 *
 * @param name of the result
 * @param setup what was asked for, for people
 * @param machine what it was measured on, for people
 * @param jdk that the load generator ran on
 * @param date ISO 8601, in UTC
 * @param saturatedPerSecond shares that the server accepted when every answer was followed by the next share
 * @param points in rising order of their rate
 */
record Curve(
        String name,
        String setup,
        String machine,
        String jdk,
        String date,
        double saturatedPerSecond,
        List<CurvePoint> points) {
    private static final int HALF = 50;
    private static final int GIB_SHIFT = 30;

    Curve {
        points = List.copyOf(points);
    }

    /**
     * Reads what {@link CurveRun} wrote.
     *
     * @throws IllegalArgumentException saying what is missing
     */
    static Curve read(JsonNode report) {
        double saturated = report.path("numbers")
                .path("saturation")
                .path("acceptedPerSecond")
                .asDouble();
        List<CurvePoint> points = new ArrayList<>();
        for (JsonNode step : report.path("numbers").path("steps")) {
            CurvePoint point = CurvePoint.read(step);
            if (!(point.offeredPerSecond() > 0)) {
                throw new IllegalArgumentException(
                        "numbers.steps[" + points.size() + "].offeredPerSecond is missing: this is no curve");
            }
            points.add(point);
        }
        if (points.isEmpty() || !(saturated > 0)) {
            throw new IllegalArgumentException("numbers.steps or numbers.saturation is missing: this is no curve");
        }
        return new Curve(
                report.path("name").asText(),
                setup(report.path("parameters")),
                hardware(report.path("machine")),
                report.path("machine").path("jdk").asText(),
                report.path("date").asText(),
                saturated,
                points);
    }

    /** The step at half of saturation, when there is one. */
    Optional<CurvePoint> half() {
        return points.stream().filter(point -> point.percent() == HALF).findFirst();
    }

    private static String setup(JsonNode parameters) {
        return count(parameters.path("connections").asInt(), "connection") + ", up to "
                + count(parameters.path("depth").asInt(), "share") + " in flight on each; "
                + shortest(parameters.path("seconds")) + " s per step after "
                + shortest(parameters.path("warmupSeconds")) + " s of warm-up";
    }

    private static String count(int number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    private static String shortest(JsonNode number) {
        return number.asText().replaceFirst("\\.0$", "");
    }

    private static String hardware(JsonNode machine) {
        return count(machine.path("cores").asInt(), "core") + " of "
                + machine.path("cpuModel").asText() + ", "
                + (machine.path("memoryBytes").asLong() >> GIB_SHIFT) + " GiB, "
                + machine.path("os").asText();
    }
}
