package io.otedama.bench.curve;

import java.util.List;
import java.util.Locale;

/**
 * Writes the few shapes of SVG 1.1 that a plot needs. No scripts, no style sheets, no fonts of its own. Lengths are in user
 * units, angles in degrees; attributes that every shape may have are given as they are written. One thread.
 */
final class SvgWriter {
    /** Corner of a shape or of a line. */
    record Point(double x, double y) {}

    /** Where a text's position lies in it. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    private final StringBuilder out = new StringBuilder();
    private final double width;
    private final double height;
    private final String title;

    /**
     * @param title for those who cannot see the picture
     */
    SvgWriter(double width, double height, String title) {
        this.width = width;
        this.height = height;
        this.title = title;
    }

    void rectangle(double x, double y, double w, double h, String look) {
        shape("rect", attributes("x", x, "y", y, "width", w, "height", h), look);
    }

    void circle(Point at, double radius, String look) {
        shape("circle", attributes("cx", at.x(), "cy", at.y(), "r", radius), look);
    }

    void line(Point from, Point to, String look) {
        shape("line", attributes("x1", from.x(), "y1", from.y(), "x2", to.x(), "y2", to.y()), look);
    }

    void polyline(List<Point> points, String look) {
        shape("polyline", " points=\"" + corners(points) + '"', look + " fill=\"none\"");
    }

    void polygon(List<Point> points, String look) {
        shape("polygon", " points=\"" + corners(points) + '"', look);
    }

    void text(Point at, Anchor anchor, String look, String content) {
        written(attributes("x", at.x(), "y", at.y()), anchor, look, content);
    }

    /** Text that reads from bottom to top. */
    void uprightText(Point at, Anchor anchor, String look, String content) {
        String turned = " transform=\"translate(" + number(at.x()) + ' ' + number(at.y()) + ") rotate(-90)\"";
        written(turned, anchor, look, content);
    }

    private void written(String where, Anchor anchor, String look, String content) {
        String aligned = " text-anchor=\"" + anchor.name().toLowerCase(Locale.ROOT) + '"';
        out.append("<text")
                .append(where)
                .append(aligned)
                .append(' ')
                .append(look)
                .append('>');
        out.append(escaped(content)).append("</text>\n");
    }

    private void shape(String element, String where, String look) {
        out.append('<').append(element).append(where).append(' ').append(look).append("/>\n");
    }

    private static String corners(List<Point> points) {
        return String.join(
                " ",
                points.stream().map(p -> number(p.x()) + ',' + number(p.y())).toList());
    }

    private static String attributes(Object... namesAndValues) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            double value = ((Number) namesAndValues[i + 1]).doubleValue();
            text.append(' ').append(namesAndValues[i]).append("=\"");
            text.append(number(value)).append('"');
        }
        return text.toString();
    }

    /** A tenth of a unit is finer than any screen. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The whole document. */
    @Override
    public String toString() {
        String size = number(width) + "\" height=\"" + number(height);
        String box = "0 0 " + number(width) + ' ' + number(height);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + size + "\" viewBox=\"" + box
                + "\" role=\"img\" font-family=\"system-ui, 'Segoe UI', Helvetica, Arial, sans-serif\">\n<title>"
                + escaped(title) + "</title>\n" + out + "</svg>\n";
    }
}
