package io.otedama.bench.curve;

import io.otedama.bench.curve.SvgWriter.Anchor;
import io.otedama.bench.curve.SvgWriter.Point;
import java.util.List;

/**
 * How one line of a plot looks: colours that colour-blind people tell apart, and markers that differ without colour.
 *
 * @param label in the legend
 * @param colour as SVG writes it
 * @param dashes empty: a full line
 */
record Series(String label, String colour, String dashes, Marker marker) {
    static final Series P50 = new Series("p50", "#0072b2", "", Marker.CIRCLE);
    static final Series P99 = new Series("p99", "#d55e00", "", Marker.SQUARE);
    static final Series P999 = new Series("p99.9", "#8e2a8b", "", Marker.TRIANGLE);
    static final Series SERVER = new Series("server", "#00795b", "", Marker.CIRCLE);
    static final Series GENERATOR = new Series("load generator", "#6e7781", "5 4", Marker.SQUARE);

    private static final double HALF = 4;
    private static final double SAMPLE = 34;
    private static final double GAP = 7;

    /** Between two entries of a legend: room for fonts that are wider than this guess. */
    private static final double ENTRY_GAP = 26;

    private static final double LETTER = 7;

    /** What marks a value. */
    enum Marker {
        CIRCLE,
        SQUARE,
        TRIANGLE
    }

    String lineLook() {
        String dashed = dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + '"';
        return "stroke=\"" + colour + "\" stroke-width=\"2\" stroke-linejoin=\"round\"" + dashed;
    }

    void drawMarker(SvgWriter svg, Point at, boolean filled) {
        String look = "fill=\"" + (filled ? colour : "#fff") + "\" stroke=\"" + colour + "\" stroke-width=\"1.6\"";
        switch (marker) {
            case CIRCLE -> svg.circle(at, HALF, look);
            case SQUARE -> svg.rectangle(at.x() - HALF, at.y() - HALF, 2 * HALF, 2 * HALF, look);
            case TRIANGLE ->
                svg.polygon(
                        List.of(
                                new Point(at.x(), at.y() - HALF - 1),
                                new Point(at.x() + HALF + 1, at.y() + HALF),
                                new Point(at.x() - HALF - 1, at.y() + HALF)),
                        look);
        }
    }

    /** A piece of the line and its label; returns where the next may begin. */
    double drawLegend(SvgWriter svg, double x, double y) {
        svg.line(new Point(x, y), new Point(x + SAMPLE, y), lineLook());
        drawMarker(svg, new Point(x + SAMPLE / 2, y), true);
        svg.text(new Point(x + SAMPLE + GAP, y + HALF), Anchor.START, Panel.NAME, label);
        return x + SAMPLE + GAP + LETTER * label.length() + ENTRY_GAP;
    }
}
