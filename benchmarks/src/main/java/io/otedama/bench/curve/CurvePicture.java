package io.otedama.bench.curve;

import io.otedama.bench.curve.Panel.SeriesPoint;
import io.otedama.bench.curve.SvgWriter.Anchor;
import io.otedama.bench.curve.SvgWriter.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Draws a curve as an SVG document of its own: no scripts, nothing fetched, on a light ground of its own so that it reads on
 * dark pages too. One thread.
 *
 * <pre>
 *   title, setup, the figures at half of saturation
 *   legend
 *   +-- latency, logarithmic ----------|--+
 *   |                              saturation
 *   +-- processors, linear ------------|--+
 *   shares offered per second
 *   machine, date
 * </pre>
 */
final class CurvePicture {
    private static final double WIDTH = 960;
    private static final double HEIGHT = 640;
    private static final double LEFT = 88;
    private static final double PLOT_WIDTH = WIDTH - LEFT - 40;
    private static final double LATENCY_TOP = 134;
    private static final double LATENCY_HEIGHT = 288;
    private static final double CORES_TOP = 446;
    private static final double CORES_HEIGHT = 98;

    /** Letters of a title in large type, and in small type. */
    private static final int TITLE_LETTERS = 60;

    private static final int MAX_LETTERS = 88;
    private static final int RATE_TICKS = 10;
    private static final int CORE_TICKS = 4;
    private static final String GROUND = "rx=\"8\" fill=\"#fff\" stroke=\"#d0d7de\"";
    private static final String SATURATION = "stroke=\"#1f2328\" stroke-width=\"1.4\" stroke-dasharray=\"2 4\"";

    private final Curve curve;
    private final SvgWriter svg;
    private final Scale rates;

    private CurvePicture(Curve curve) {
        this.curve = curve;
        this.svg = new SvgWriter(WIDTH, HEIGHT, title(curve));
        double most = curve.points().stream()
                .mapToDouble(CurvePoint::offeredPerSecond)
                .max()
                .orElse(0);
        this.rates = LinearScale.upTo(Math.max(most, curve.saturatedPerSecond()), RATE_TICKS);
    }

    /** The document. */
    static String of(Curve curve) {
        return new CurvePicture(curve).draw();
    }

    private static String title(Curve curve) {
        return "Saturation curve: " + curve.name();
    }

    private String draw() {
        svg.rectangle(0.5, 0.5, WIDTH - 1, HEIGHT - 1, GROUND);
        drawTitle();
        svg.text(new Point(LEFT, 60), Anchor.START, Panel.NAME, curve.setup());
        curve.half().ifPresent(half -> svg.text(new Point(LEFT, 80), Anchor.START, Panel.NAME, sentence(half)));
        drawLegend();
        drawLatency();
        drawCores();
        svg.text(new Point(LEFT, HEIGHT - 34), Anchor.START, Panel.LABEL, curve.machine());
        svg.text(new Point(LEFT, HEIGHT - 16), Anchor.START, Panel.LABEL, measured());
        return svg.toString();
    }

    private void drawTitle() {
        String title = title(curve);
        boolean isLong = title.length() > TITLE_LETTERS;
        String look = "font-weight=\"600\" fill=\"#1f2328\" font-size=\"" + (isLong ? 14 : 20) + '"';
        boolean fits = title.length() <= MAX_LETTERS;
        svg.text(new Point(LEFT, 38), Anchor.START, look, fits ? title : title.substring(0, MAX_LETTERS - 1) + "…");
    }

    private String measured() {
        return "load generator on " + curve.jdk() + "; measured " + curve.date();
    }

    private static String sentence(CurvePoint half) {
        String latency = String.format(
                Locale.ROOT,
                "At half of saturation: p50 %s, p99 %s, p99.9 %s",
                LogScale.duration(half.p50Micros()),
                LogScale.duration(half.p99Micros()),
                LogScale.duration(half.p999Micros()));
        return Double.isNaN(half.serverMicrosPerShare())
                ? latency
                : latency
                        + String.format(
                                Locale.ROOT,
                                ", %.1f µs of the server's processor time per share",
                                half.serverMicrosPerShare());
    }

    private void drawLegend() {
        double x = LEFT;
        double y = LATENCY_TOP - 24;
        for (Series series : List.of(Series.P50, Series.P99, Series.P999)) {
            x = series.drawLegend(svg, x, y);
        }
        if (!curve.points().stream().allMatch(CurvePoint::keptUp)) {
            svg.circle(new Point(x + 5, y), 4, "fill=\"#fff\" stroke=\"#1f2328\" stroke-width=\"1.6\"");
            svg.text(new Point(x + 16, y + 4), Anchor.START, Panel.NAME, "hollow: accepted less than it was offered");
            x += 300;
        }
        svg.line(new Point(x, y), new Point(x + 34, y), SATURATION);
        String saturated = String.format(Locale.ROOT, "saturated: %,.0f shares/s", curve.saturatedPerSecond());
        svg.text(new Point(x + 41, y + 4), Anchor.START, Panel.NAME, saturated);
    }

    private void drawLatency() {
        double[] all = curve.points().stream()
                .flatMapToDouble(p -> DoubleStream.of(p.p50Micros(), p.p99Micros(), p.p999Micros()))
                .filter(micros -> micros > 0)
                .toArray();
        LogScale scale = LogScale.around(
                DoubleStream.of(all).min().orElse(1), DoubleStream.of(all).max().orElse(1));
        Panel panel = new Panel(svg, LEFT, LATENCY_TOP, PLOT_WIDTH, LATENCY_HEIGHT, rates, scale);
        panel.drawGrid("latency, from due to answered");
        panel.drawMark(curve.saturatedPerSecond(), SATURATION);
        draw(panel, Series.P999, CurvePoint::p999Micros);
        draw(panel, Series.P99, CurvePoint::p99Micros);
        draw(panel, Series.P50, CurvePoint::p50Micros);
    }

    private void drawCores() {
        double most = curve.points().stream()
                .flatMapToDouble(p -> DoubleStream.of(p.serverCores(), p.generatorCores()))
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        Scale scale = LinearScale.upTo(most, CORE_TICKS);
        Panel panel = new Panel(svg, LEFT, CORES_TOP, PLOT_WIDTH, CORES_HEIGHT, rates, scale);
        panel.drawGrid("busy cores");
        panel.drawXAxis("shares offered per second");
        panel.drawMark(curve.saturatedPerSecond(), SATURATION);
        double x = LEFT + 12;
        if (draw(panel, Series.GENERATOR, CurvePoint::generatorCores)) {
            x = Series.GENERATOR.drawLegend(svg, x, CORES_TOP + 16);
        }
        if (draw(panel, Series.SERVER, CurvePoint::serverCores)) {
            Series.SERVER.drawLegend(svg, x, CORES_TOP + 16);
        }
    }

    /** False when there was nothing to draw. */
    private boolean draw(Panel panel, Series series, ToDoubleFunction<CurvePoint> value) {
        List<SeriesPoint> points = new ArrayList<>();
        for (CurvePoint point : curve.points()) {
            double y = value.applyAsDouble(point);
            if (Double.isFinite(y)) {
                points.add(new SeriesPoint(point.offeredPerSecond(), y, point.keptUp()));
            }
        }
        if (!points.isEmpty()) {
            panel.drawSeries(series, points);
        }
        return !points.isEmpty();
    }
}
