package io.otedama.bench.curve;

import java.util.ArrayList;
import java.util.List;

/**
 * The rates of a curve, in rising order. Immutable.
 *
 * @param percents of what the server accepts when it is saturated
 */
public record CurveSteps(List<Integer> percents) {
    /** Steps of one curve. */
    public static final int MAX_STEPS = 100;

    /** Ten times what the server can do. */
    public static final int MAX_PERCENT = 1_000;

    public CurveSteps {
        percents = List.copyOf(percents);
    }

    /**
     * Reads {@code 10,50,90}.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static CurveSteps parse(String text) {
        List<Integer> percents = new ArrayList<>();
        int before = 0;
        for (String part : text.split(",", -1)) {
            int percent = part.trim().matches("\\d{1,4}") ? Integer.parseInt(part.trim()) : 0;
            if (percent < 1 || percent > MAX_PERCENT) {
                throw new IllegalArgumentException(
                        "'" + part.trim() + "' is no whole percentage from 1 to " + MAX_PERCENT);
            }
            if (percent <= before) {
                throw new IllegalArgumentException(percent + " comes after " + before + ": steps rise, as in 10,50,90");
            }
            percents.add(percent);
            before = percent;
        }
        if (percents.size() > MAX_STEPS) {
            throw new IllegalArgumentException(percents.size() + " steps are more than " + MAX_STEPS);
        }
        return new CurveSteps(percents);
    }

    @Override
    public String toString() {
        return String.join(",", percents.stream().map(String::valueOf).toList());
    }
}
