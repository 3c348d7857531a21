package io.otedama.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The dashboard's files: small, of our own, and without a way from text to markup. */
class WebrootTest {
    private static final Path WEBROOT = Path.of("src", "main", "resources", "webroot");
    private static final int MAX_COMPRESSED_BYTES = 100_000;
    private static final int MAX_LINES = 320;
    private static final String UPLOT = "META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final Map<String, String> FILES = read();

    private static Map<String, String> read() {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(WEBROOT)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(WEBROOT.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static byte[] library(String name) throws IOException {
        try (InputStream in = WebrootTest.class.getClassLoader().getResourceAsStream(UPLOT + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    private static int compressed(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.size();
    }

    private static List<String> occurrences(String pattern) {
        return FILES.entrySet().stream()
                .flatMap(file -> Pattern.compile(pattern)
                        .matcher(file.getValue())
                        .results()
                        .map(MatchResult::group)
                        .map(text -> file.getKey() + ": " + text))
                .toList();
    }

    @Test
    void isSmall() throws IOException {
        int sum = compressed(library("uPlot.iife.min.js")) + compressed(library("uPlot.min.css"));
        for (String file : FILES.values()) {
            sum += compressed(file.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(sum).as("compressed bytes of the whole page").isBetween(20_000, MAX_COMPRESSED_BYTES);
    }

    @Test
    void namesNoOtherPlace() {
        assertThat(FILES).containsKeys("index.html", "assets/app.js", "assets/app.css", "assets/icon.svg");
        assertThat(occurrences("(?:https?:)?//[\\w-]+\\.[\\w.-]+|@import|\\burl\\("))
                .containsOnly("assets/icon.svg: http://www.w3.org");
        assertThat(new String(readable("uPlot.min.css"), StandardCharsets.UTF_8))
                .doesNotContain("url(", "@import");
    }

    private static byte[] readable(String name) {
        try {
            return library(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void textNeverBecomesMarkupOrCode() {
        assertThat(occurrences("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\b|new Function|srcdoc"
                        + "|DOMParser|createContextualFragment|setHTML|setTimeout\\(\\s*[\"'`]"))
                .isEmpty();
    }

    @Test
    void thePageHasNoInlineScriptOrStyle() {
        String page = Objects.requireNonNull(FILES.get("index.html"));
        assertThat(page).doesNotContainPattern("<script(?![^>]* src=)|<style|\\sstyle=|\\son\\w+=|javascript:");
        assertThat(occurrences("\\.style\\b"))
                .as("styles are the style sheet's")
                .isEmpty();
    }

    @Test
    void everyFileThatIsNamedExists() {
        Pattern named = Pattern.compile("(?:src|href)=\"(assets/[^\"]+)\"");
        assertThat(named.matcher(Objects.requireNonNull(FILES.get("index.html")))
                        .results()
                        .map(found -> found.group(1)))
                .contains("assets/uplot.min.js", "assets/uplot.min.css")
                .allSatisfy(file -> assertThat(FILES.containsKey(file) || file.startsWith("assets/uplot."))
                        .as(file)
                        .isTrue());
        Pattern imported = Pattern.compile("from \"\\./([^\"]+)\"");
        FILES.forEach((file, text) -> assertThat(
                        imported.matcher(text).results().map(found -> "assets/" + found.group(1)))
                .as("imports of %s", file)
                .allSatisfy(module -> assertThat(FILES).containsKey(module)));
    }

    @Test
    void scriptsStayShort() {
        assertThat(FILES.entrySet().stream()
                        .filter(file -> file.getKey().endsWith(".js")
                                && file.getValue().lines().count() > MAX_LINES))
                .isEmpty();
    }
}
