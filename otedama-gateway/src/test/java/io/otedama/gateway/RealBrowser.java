package io.otedama.gateway;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Finds the browser that tests look at the dashboard with, and starts it without a window. */
final class RealBrowser {
    private RealBrowser() {}

    /** A program, the variable that names one elsewhere than on the {@code PATH}, and what to install. */
    record Program(String name, String variable, String debianPackage) {
        static final Program BROWSER = new Program("chromium", "OTEDAMA_CHROMIUM", "chromium");
        static final Program DRIVER = new Program("chromedriver", "OTEDAMA_CHROMEDRIVER", "chromium-driver");

        /**
         * Its executable. Without one the calling test is skipped, or fails when the environment says {@code CI=true}: a check
         * that nobody notices missing is none.
         */
        Path requireOrSkip(Map<String, String> environment) {
            Optional<Path> found = locate(environment);
            String absent = "no " + name + " found: install " + debianPackage + " (Debian: apt-get install "
                    + debianPackage + ") or set " + variable + " to its path";
            if (found.isEmpty() && "true".equals(environment.get("CI"))) {
                Assertions.fail(absent);
            }
            Assumptions.assumeTrue(found.isPresent(), absent);
            return found.orElseThrow();
        }

        /** A named program that cannot be run is a mistake of whoever named it, not a reason to skip. */
        private Optional<Path> locate(Map<String, String> environment) {
            String named = environment.get(variable);
            if (named != null && !named.isBlank()) {
                Path path = Path.of(named);
                Assertions.assertTrue(Files.isExecutable(path), () -> variable + " names no executable: " + path);
                return Optional.of(path);
            }
            return Stream.of(environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)))
                    .filter(directory -> !directory.isEmpty())
                    .map(directory -> Path.of(directory, name))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }

    /** Starts one; whoever asked quits it. Its profile is new and lies in {@code directory}. */
    static ChromeDriver start(Path directory) {
        Path browser = Program.BROWSER.requireOrSkip(System.getenv());
        Path driver = Program.DRIVER.requireOrSkip(System.getenv());
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en-US",
                "--window-size=1360,900",
                "--user-data-dir=" + profile(directory));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .usingAnyFreePort()
                .build();
        ChromeDriver started = new ChromeDriver(service, options);
        started.manage().timeouts().scriptTimeout(Duration.ofSeconds(20)).pageLoadTimeout(Duration.ofSeconds(20));
        return started;
    }

    private static Path profile(Path directory) {
        try {
            return Files.createTempDirectory(directory, "profile");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
