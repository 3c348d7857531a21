package io.otedama.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The dashboard as somebody sees it who sits before the browser. */
final class DashboardPage {
    static final Path SCREENSHOTS = Path.of("target", "screenshots");
    static final int PHONE_WIDTH = 360;
    private static final String AXE = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ChromeDriver browser;

    DashboardPage(ChromeDriver browser) {
        this.browser = browser;
    }

    /** At another address than before, whatever it was. */
    void open(String url) {
        browser.get("about:blank");
        browser.get(url);
    }

    void desktop(boolean dark) {
        look(1280, 900, false, dark);
    }

    void phone(boolean dark) {
        look(PHONE_WIDTH, 740, true, dark);
    }

    private void look(int width, int height, boolean mobile, boolean dark) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", mobile ? 2 : 1, "mobile", mobile));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    WebElement find(String selector) {
        await(selector)
                .atMost(PATIENCE)
                .until(() -> !browser.findElements(By.cssSelector(selector)).isEmpty());
        return browser.findElement(By.cssSelector(selector));
    }

    int count(String selector) {
        return browser.findElements(By.cssSelector(selector)).size();
    }

    /** As it is rendered: what is hidden is not in it. */
    String text(String selector) {
        return script("return document.querySelector(arguments[0])?.innerText", selector)
                .toString();
    }

    /** Waits for a text; the failure tells what was there instead. */
    void see(String selector, Predicate<String> expected) {
        await(selector)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(text(selector)).matches(expected));
    }

    void see(String selector, String expected) {
        see(selector, text -> text.contains(expected));
    }

    void seeRows(int expected) {
        await("rows")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(count("main tbody tr td[data-label='Worker']"))
                        .isEqualTo(expected));
    }

    /** Texts of one column of a table, read at one moment. */
    @SuppressWarnings("unchecked")
    List<String> column(String label) {
        return (List<String>) script(
                "return [...document.querySelectorAll('main td[data-label=\"' + arguments[0] + '\"]')].map(cell => cell.textContent)",
                label);
    }

    void type(String selector, String text) {
        WebElement field = find(selector);
        field.clear();
        field.sendKeys(text);
    }

    void press(Keys... keys) {
        new Actions(browser).sendKeys(keys).perform();
    }

    /** Goes on with the tab key until something has the focus. */
    void tabTo(String selector) {
        for (int i = 0; i < 60; i++) {
            press(Keys.TAB);
            if (script("return document.activeElement.matches(arguments[0])", selector)
                    .equals(true)) {
                return;
            }
        }
        throw new AssertionError("the tab key never reaches " + selector);
    }

    Object script(String code, Object... arguments) {
        return Objects.requireNonNullElse(browser.executeScript(code, arguments), "");
    }

    /** Everything that axe knows. */
    List<String> objections() {
        return objections("");
    }

    /** What differs between two themes. */
    List<String> objectionsToColours() {
        return objections("runOnly: ['color-contrast', 'link-in-text-block']");
    }

    /** The value of an expression that may wait, with the page's module {@code f} that formats. */
    Object formatted(String expression) {
        return browser.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "import('/assets/format.js').then(f => done(" + expression + "), broken => done(String(broken)));");
    }

    /** What the rules for accessible pages object to, one line each: rule, then what breaks it. */
    @SuppressWarnings("unchecked")
    List<String> objections(String rules) {
        browser.executeScript(resource(AXE));
        return (List<String>) browser.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run(document, {resultTypes: ['violations'], " + rules
                + "}).then(result => done(result.violations.flatMap(rule =>"
                + " rule.nodes.map(node => rule.id + ' ' + node.target + ' ' + node.failureSummary))));");
    }

    private static String resource(String name) {
        try (var in = DashboardPage.class.getClassLoader().getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void assertFitsThePhone() {
        assertThat(script("return document.scrollingElement.scrollWidth"))
                .as("width of the page at %s", browser.getCurrentUrl())
                .isEqualTo((long) PHONE_WIDTH);
    }

    /** What the browser complained of since the last call: errors, refused scripts, lost connections. */
    List<String> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** The whole page, however long, kept as build output. */
    void photograph(String name) {
        Number height = (Number) script("return document.documentElement.scrollHeight");
        Number width = (Number) script("return window.innerWidth");
        Map<String, Object> clip = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
        Object picture = browser.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip))
                .get("data");
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), OutputType.BYTES.convertFromBase64Png(picture.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
