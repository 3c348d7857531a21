package io.otedama.gateway;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;

/** One browser for all tests of a class, and a new look at the dashboard for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserSession {
    /** Says whether the page hears of what happens. */
    static final String LIVE = "#live";

    ChromeDriver browser;
    DashboardPage page;

    @BeforeAll
    void startBrowser(@TempDir Path directory) {
        browser = RealBrowser.start(directory);
    }

    @AfterAll
    void quitBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void sitDown() {
        page = new DashboardPage(browser);
        page.desktop(false);
        page.complaints();
    }

    @AfterEach
    void leave() {
        browser.get("about:blank");
    }
}
