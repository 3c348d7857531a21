package io.otedama.bench.load;

/**
 * How fast shares come.
 *
 * @param perSecond of all connections together; {@link #NONE} or {@link #MAX} are special
 */
public record Pace(double perSecond) {
    /** Nobody submits. */
    public static final Pace NONE = new Pace(0);

    /** Every answer is followed by the next submit. */
    public static final Pace MAX = new Pace(Double.POSITIVE_INFINITY);

    boolean isNone() {
        return perSecond == 0;
    }

    boolean isMax() {
        return Double.isInfinite(perSecond);
    }

    @Override
    public String toString() {
        return isNone() ? "none" : isMax() ? "max" : Long.toString(Math.round(perSecond));
    }
}
