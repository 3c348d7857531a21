package io.otedama.bench.curve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From 0 on, in equal steps of 1, 2 or 5 times a power of ten.
 *
 * @param end the value at the end of the axis
 * @param step from one tick to the next
 */
record LinearScale(double end, double step) implements Scale {
    private static final double[] NICE = {1, 2, 5, 10};

    /** Up to the first tick that is no less than {@code max}, with at most {@code ticks} steps. */
    static LinearScale upTo(double max, int ticks) {
        double rough = Math.max(max, 1e-6) / ticks;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = 10 * power;
        for (int i = NICE.length - 1; i >= 0; i--) {
            step = NICE[i] * power >= rough * (1 - 1e-9) ? NICE[i] * power : step;
        }
        return new LinearScale(step * Math.max(1, Math.ceil(max / step - 1e-9)), step);
    }

    @Override
    public double at(double value) {
        return value / end;
    }

    @Override
    public List<Tick> ticks() {
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i * step <= end * (1 + 1e-9); i++) {
            ticks.add(new Tick(i * step, String.format(Locale.ROOT, "%,." + decimals + "f", i * step)));
        }
        return ticks;
    }

    @Override
    public List<Double> minorTicks() {
        return List.of();
    }
}
