package io.otedama.bench.curve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Durations in microseconds, a decade as long as the next.
 *
 * @param firstDecade power of ten at the beginning of the axis
 * @param lastDecade power of ten at its end
 */
record LogScale(int firstDecade, int lastDecade) implements Scale {
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double MICROS_PER_SECOND = 1e6;

    /** Whole decades around these values. */
    static LogScale around(double minMicros, double maxMicros) {
        int first = (int) Math.floor(Math.log10(minMicros));
        return new LogScale(first, Math.max(first + 1, (int) Math.ceil(Math.log10(maxMicros))));
    }

    @Override
    public double at(double micros) {
        return (Math.log10(micros) - firstDecade) / (lastDecade - firstDecade);
    }

    @Override
    public List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        for (int decade = firstDecade; decade <= lastDecade; decade++) {
            ticks.add(new Tick(Math.pow(10, decade), duration(Math.pow(10, decade))));
        }
        return ticks;
    }

    @Override
    public List<Double> minorTicks() {
        List<Double> minor = new ArrayList<>();
        for (int decade = firstDecade; decade < lastDecade; decade++) {
            for (int digit = 2; digit < 10; digit++) {
                minor.add(digit * Math.pow(10, decade));
            }
        }
        return minor;
    }

    /** In the unit that people would choose, with two digits at least: {@code 85 µs}, {@code 1.2 ms}. */
    static String duration(double micros) {
        if (micros >= MICROS_PER_SECOND) {
            return number(micros / MICROS_PER_SECOND) + " s";
        }
        return micros >= MICROS_PER_MILLI ? number(micros / MICROS_PER_MILLI) + " ms" : number(micros) + " µs";
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
