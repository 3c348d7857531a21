package io.otedama.bench.curve;

import io.otedama.bench.curve.SvgWriter.Anchor;
import io.otedama.bench.curve.SvgWriter.Point;
import java.util.List;

/**
 * One plot area with its grid, between two axes.
 *
 * @param left of the area, as {@code top}, in the picture
 * @param x along its width
 * @param y from its bottom to its top
 */
record Panel(SvgWriter svg, double left, double top, double width, double height, Scale x, Scale y) {
    /** Of everything that explains. */
    static final String LABEL = "font-size=\"12\" fill=\"#4a4f57\"";

    /** Of the titles of axes and series. */
    static final String NAME = "font-size=\"13\" fill=\"#24292f\"";

    private static final String GRID = "stroke=\"#d8dce1\"";
    private static final String FINE_GRID = "stroke=\"#f0f2f4\"";
    private static final String FRAME = "fill=\"none\" stroke=\"#8b929b\"";
    private static final double LABEL_GAP = 8;
    private static final double LABEL_HALF_HEIGHT = 4;
    private static final double NAME_GAP = 62;

    /** The picture's point of two values. */
    Point point(double xValue, double yValue) {
        return new Point(left + width * x.at(xValue), top + height * (1 - y.at(yValue)));
    }

    double bottom() {
        return top + height;
    }

    double right() {
        return left + width;
    }

    /** Lines, frame and the labels of the y axis. */
    void drawGrid(String yName) {
        for (double value : y.minorTicks()) {
            horizontal(value, FINE_GRID);
        }
        for (Scale.Tick tick : x.ticks()) {
            double at = point(tick.value(), 1).x();
            svg.line(new Point(at, top), new Point(at, bottom()), GRID);
        }
        for (Scale.Tick tick : y.ticks()) {
            double at = horizontal(tick.value(), GRID);
            svg.text(new Point(left - LABEL_GAP, at + LABEL_HALF_HEIGHT), Anchor.END, LABEL, tick.label());
        }
        svg.rectangle(left, top, width, height, FRAME);
        svg.uprightText(new Point(left - NAME_GAP, top + height / 2), Anchor.MIDDLE, NAME, yName);
    }

    private double horizontal(double value, String look) {
        double at = top + height * (1 - y.at(value));
        svg.line(new Point(left, at), new Point(right(), at), look);
        return at;
    }

    /** The labels of the x axis, below the area. */
    void drawXAxis(String xName) {
        for (Scale.Tick tick : x.ticks()) {
            svg.text(new Point(point(tick.value(), 1).x(), bottom() + 18), Anchor.MIDDLE, LABEL, tick.label());
        }
        svg.text(new Point(left + width / 2, bottom() + 40), Anchor.MIDDLE, NAME, xName);
    }

    /** A vertical line over the whole height. */
    void drawMark(double xValue, String look) {
        double at = point(xValue, 1).x();
        svg.line(new Point(at, top), new Point(at, bottom()), look);
    }

    /** A line through these points with a marker on each. */
    void drawSeries(Series series, List<SeriesPoint> points) {
        svg.polyline(points.stream().map(p -> point(p.x(), p.y())).toList(), series.lineLook());
        points.forEach(p -> series.drawMarker(svg, point(p.x(), p.y()), p.filled()));
    }

    /**
     * A value of a series.
     *
     * @param filled false: the marker is hollow
     */
    record SeriesPoint(double x, double y, boolean filled) {}
}
