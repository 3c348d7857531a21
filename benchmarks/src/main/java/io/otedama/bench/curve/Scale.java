package io.otedama.bench.curve;

import java.util.List;

/** From values to lengths along one axis. */
interface Scale {
    /** A value that the axis names. */
    record Tick(double value, String label) {}

    /** Where a value lies: 0 at the beginning of the axis, 1 at its end; beyond when the value is. */
    double at(double value);

    /** Values with a label, in rising order. */
    List<Tick> ticks();

    /** Values with a line but no label. */
    List<Double> minorTicks();
}
