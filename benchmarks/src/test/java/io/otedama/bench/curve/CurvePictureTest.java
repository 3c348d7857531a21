package io.otedama.bench.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class CurvePictureTest {
    private static final int MAX_BYTES = 40_000;
    private static final int[] PERCENTS = {5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110};

    /** A report as a run writes it, of a server with a made-up queue. */
    static ObjectNode report(String name, double saturated, boolean serverKnown) {
        ObjectNode report = new ObjectMapper().createObjectNode();
        report.put("name", name).put("date", "2026-01-31T12:00:00Z");
        report.putObject("machine")
                .put("cores", 2)
                .put("cpuModel", "Some CPU <at> 3 GHz")
                .put("memoryBytes", 8L << 30)
                .put("os", "Linux 6.1")
                .put("jdk", "Eclipse Adoptium 17.0.19+10");
        report.putObject("parameters")
                .put("connections", 50)
                .put("depth", 8)
                .put("seconds", 10)
                .put("warmupSeconds", 2);
        ObjectNode numbers = report.putObject("numbers");
        numbers.putObject("saturation").put("acceptedPerSecond", saturated);
        ArrayNode steps = numbers.putArray("steps");
        for (int percent : PERCENTS) {
            addStep(steps.addObject(), percent, saturated, serverKnown);
        }
        return report;
    }

    private static void addStep(ObjectNode step, int percent, double saturated, boolean serverKnown) {
        double wait = percent < 100 ? 1 / (1 - percent / 100.0) : 3_000 * (percent - 90);
        step.put("percentOfSaturation", percent);
        step.put("offeredPerSecond", saturated * percent / 100);
        step.put("acceptedPerSecond", saturated * Math.min(98, percent) / 100);
        step.putObject("latencyMicros")
                .put("p50", 60 * wait)
                .put("p99", 300 * wait)
                .put("p999", 900 * wait);
        step.put("generatorCores", 0.02 + 0.6 * percent / 100);
        if (serverKnown) {
            step.put("serverCores", 0.05 + 1.1 * percent / 100);
            step.put("serverCpuMicrosPerShare", 11.4);
        }
    }

    private static Document parsed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<Element> elements(Document picture, String name) {
        NodeList found = picture.getElementsByTagNameNS("http://www.w3.org/2000/svg", name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static List<String> texts(Document picture) {
        return elements(picture, "text").stream().map(Element::getTextContent).toList();
    }

    @Test
    void aLineForEachSeriesHasACornerForEachStep() throws Exception {
        Document picture = parsed(CurvePicture.of(Curve.read(report("Otedama & <friends>", 96_500, true))));
        assertThat(elements(picture, "polyline"))
                .hasSize(5)
                .allSatisfy(line ->
                        assertThat(line.getAttribute("points").split(" ", -1)).hasSize(PERCENTS.length));
        assertThat(texts(picture))
                .contains("Saturation curve: Otedama & <friends>", "p50", "p99", "p99.9", "server", "load generator")
                .contains("shares offered per second", "latency, from due to answered", "busy cores")
                .contains("saturated: 96,500 shares/s", "100,000", "10 µs", "1 ms")
                .anySatisfy(text -> assertThat(text).contains("p99 600 µs").contains("11.4 µs"))
                .anySatisfy(text -> assertThat(text).contains("Some CPU <at> 3 GHz"))
                .anySatisfy(text -> assertThat(text)
                        .isEqualTo("load generator on Eclipse Adoptium 17.0.19+10; measured 2026-01-31T12:00:00Z"))
                .anySatisfy(
                        text -> assertThat(text)
                                .isEqualTo(
                                        "50 connections, up to 8 shares in flight on each; 10 s per step after 2 s of warm-up"));
    }

    @Test
    void aServerWhoseProcessIsUnknownHasNoLineOfItsOwn() throws Exception {
        Document picture = parsed(CurvePicture.of(Curve.read(report("other", 1_400, false))));
        assertThat(elements(picture, "polyline")).hasSize(4);
        assertThat(texts(picture)).doesNotContain("server").contains("load generator", "1,400");
    }

    @Test
    void aNameTooLongForThePictureIsCutThere() throws Exception {
        String name = "x".repeat(100);
        Document picture = parsed(CurvePicture.of(Curve.read(report(name, 1_000, true))));
        assertThat(texts(picture)).contains("Saturation curve: " + "x".repeat(69) + "…");
        assertThat(elements(picture, "title"))
                .singleElement()
                .satisfies(title -> assertThat(title.getTextContent()).endsWith(name));
    }

    @Test
    void stepsThatWereNotKeptUpWithAreHollow() throws Exception {
        Document picture = parsed(CurvePicture.of(Curve.read(report("x", 1_000, true))));
        String white = "#fff";
        long hollow = elements(picture, "polygon").stream()
                .filter(triangle -> triangle.getAttribute("fill").equals(white))
                .count();
        assertThat(hollow).as("100 and 110 percent").isEqualTo(2);
    }

    @Test
    void itIsSmallAndStandsAlone() {
        String svg = CurvePicture.of(Curve.read(report("x", 96_500, true)));
        assertThat(svg.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MAX_BYTES);
        assertThat(svg.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("script", "href", "http", "url(", "@import", "NaN", "Infinity");
    }

    @Test
    void whatIsNoCurveIsRefused() {
        ObjectNode load = new ObjectMapper().createObjectNode();
        load.putObject("numbers").putObject("load").put("acceptedPerSecond", 3);
        assertThatThrownBy(() -> Curve.read(load))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("this is no curve");
    }
}
