package io.otedama.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;

/** The dashboard in a real browser, against a gateway that answers by script. */
class DashboardIT {
    private static final String LIVE = "#live";
    private static final List<String> HOSTILE = List.of(
            "<img src=x onerror=window.hacked=1>.rig",
            "\"><script>window.hacked=1</script>",
            "javascript:window.hacked=1",
            "'; DROP TABLE workers; --",
            "&lt;b&gt;entity&amp;",
            "\u202egnp.exe\u202c",
            "\u0645\u0631\u062d\u0628\u0627.\u05e8\u05d9\u05d2",
            "\u001b[31mred\u001b[0m\u0007",
            "../../admin/bans?x=#y%2f%00",
            "${7*7}{{constructor.constructor('window.hacked=1')()}}",
            "x".repeat(127),
            "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67.z\u0351\u036b\u0343\u036a\u0302");

    @TempDir
    static Path directory;

    private static ChromeDriver browser;
    private DashboardPage page;

    @BeforeAll
    static void startBrowser() {
        browser = RealBrowser.start(directory);
    }

    @AfterAll
    static void quitBrowser() {
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

    @Test
    void aPoolThatNobodyKnowsYet() {
        try (ScriptedGateway gateway = new ScriptedGateway(ScriptedPool.empty())) {
            page.open(gateway.url());
            page.see(LIVE, "Live");
            page.see("[data-tile=hashrate]", text -> text.matches("0[ \u202f]H/s"));
            page.see(
                    "main",
                    text -> text.contains("No block yet.")
                            && text.contains("No work in the last 24 hours.")
                            && text.contains("Nothing has happened yet.")
                            && text.contains("no job yet"));
            assertThat(page.objections()).isEmpty();
            page.photograph("empty-light");
            for (String[] emptiness : new String[][] {
                {"workers", "No worker yet."},
                {"blocks", "No block yet."},
                {"payments", "No payment yet."},
                {"events", "Nothing has happened"}
            }) {
                page.open(gateway.url() + "#/" + emptiness[0]);
                page.see("main", emptiness[1]);
            }
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void fiveThousandWorkersAreSearchedSortedAndPagedByTheServer() {
        try (ScriptedGateway gateway = new ScriptedGateway(ScriptedPool.of(5_000))) {
            Instant asked = Instant.now();
            page.open(gateway.url() + "#/workers");
            page.seeRows(25);
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(5));
            page.see("th[aria-sort=descending]", "Hashrate");

            page.find("th.sortable:first-child button").click();
            page.see("th[aria-sort=ascending]", "Worker");
            String first = gateway.pool.workers("", "name", "asc").get(0).getString("name");
            page.see("tbody tr:first-child .name", first);
            page.find(".pager button:last-child").click();
            page.see(".page", "Page 2");
            page.see(
                    "tbody tr:first-child .name",
                    gateway.pool.workers("", "name", "asc").get(25).getString("name"));
            page.find(".pager button").click();
            page.see("tbody tr:first-child .name", first);

            for (String column : List.of("Hashrate", "Difficulty", "Accepted", "Rejected", "Last share")) {
                sortBy(column);
            }
            String wanted = gateway.pool.workers.get(4_321).getString("name");
            page.type("#search", wanted);
            page.seeRows(1);
            assertThat(page.column("Worker")).containsExactly(wanted);
            assertThat(gateway.asked.stream()
                            .filter(uri -> uri.contains("search=ltc"))
                            .count())
                    .as("requests for a name of %d letters, typed at once", wanted.length())
                    .isLessThan(5);
            page.type("#search", "no such thing");
            page.see("tbody", "Nothing matches this search.");
            assertThat(page.complaints()).isEmpty();
        }
    }

    private void sortBy(String column) {
        page.script("scrollTo(0, 0)");
        browser.findElements(org.openqa.selenium.By.cssSelector("button.sort")).stream()
                .filter(button -> button.getText().equals(column))
                .findFirst()
                .orElseThrow()
                .click();
        page.see("th[aria-sort=descending]", column);
    }

    @Test
    void figuresAndBlocksArriveWithoutAReload() {
        try (ScriptedGateway gateway = new ScriptedGateway(ScriptedPool.of(20))) {
            page.open(gateway.url());
            page.see(LIVE, "Live");
            page.see("[data-tile=hashrate]", "TH/s");
            page.see("[data-tile=blocks]", "12");
            page.script("window.sameDocument = true");

            gateway.pool.hashrate(7.77e15);
            gateway.push("pool", "pool", gateway.pool.pool().put("blocks", 13));
            page.see("[data-tile=hashrate]", "7.77");
            page.see("[data-tile=blocks]", "13");
            page.see(
                    ".chart",
                    text -> page.find(".chart").getAttribute("aria-label").contains("7.77"));
            int before = page.count(".events li");
            gateway.pool.found("a-new-finder.rig");
            gateway.push("blocks", "block-found", new JsonObject().put("height", 2_931_999));
            page.see(".events li:first-child", "a-new-finder.rig");
            assertThat(page.count(".events li")).isEqualTo(before);
            assertThat(page.script("return window.sameDocument")).isEqualTo(true);
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void aLostConnectionIsSaidAndComesBack() {
        try (ScriptedGateway gateway = new ScriptedGateway(ScriptedPool.of(20))) {
            page.open(gateway.url());
            page.see(LIVE, "Live");
            gateway.push("pool", "pool", gateway.pool.pool());
            gateway.cutSockets();
            page.see(LIVE, "Reconnecting");
            gateway.pool.hashrate(5.55e15);
            page.see(LIVE, "Polling");
            page.see("[data-tile=hashrate]", "5.55");
            gateway.takeSockets();
            page.see(LIVE, "Live");
            Awaitility.await().until(() -> gateway.sockets() == 1);
            gateway.push("pool", "pool", gateway.pool.pool().put("workers", 4_242));
            page.see("[data-tile=workers]", "4,242");
            JsonObject again = gateway.heard.get(gateway.heard.size() - 1);
            assertThat(again.getLong("after"))
                    .as("asks for what it missed: %s", again)
                    .isPositive();
        }
    }

    @Test
    void hostileNamesStayText() {
        try (ScriptedGateway gateway = new ScriptedGateway(ScriptedPool.named(HOSTILE))) {
            page.open(gateway.url() + "#/workers");
            page.seeRows(HOSTILE.size());
            List<String> names = page.column("Worker");
            assertThat(names)
                    .contains(
                            HOSTILE.get(0),
                            HOSTILE.get(1),
                            HOSTILE.get(2),
                            HOSTILE.get(3),
                            HOSTILE.get(4),
                            HOSTILE.get(8),
                            HOSTILE.get(10))
                    .contains("\\u202egnp.exe\\u202c", "\\u001b[31mred\\u001b[0m\\u0007");
            assertThat(page.count("main img, main script, main b")).isZero();
            int links = page.count("tbody a");
            assertThat(links).isGreaterThan(8);
            for (int i = 0; i < links; i++) {
                page.script("location.hash = '#/workers'");
                page.seeRows(HOSTILE.size());
                page.script("document.querySelectorAll('tbody a')[arguments[0]].click()", i);
                page.see("h1", "Miner");
                page.see("main", "Credits");
            }
            page.open(gateway.url());
            page.see(".events", "<script>");
            page.phone(false);
            page.assertFitsThePhone();
            page.photograph("hostile-phone");
            assertThat(page.script("return typeof window.hacked")).isEqualTo("undefined");
            assertThat(page.complaints())
                    .noneMatch(text -> text.contains("Content Security Policy") || text.contains("TypeError"));
        }
    }

    @Test
    void aKeyboardIsEnough() {
        try (ScriptedGateway gateway = new ScriptedGateway(ScriptedPool.of(60))) {
            page.open(gateway.url() + "#/workers");
            page.seeRows(25);
            page.press(Keys.TAB);
            page.press(Keys.ENTER);
            assertThat(page.script("return document.activeElement.id"))
                    .as("where the skip link leads")
                    .isEqualTo("main");
            page.tabTo("th[aria-sort=none] button");
            page.press(Keys.ENTER);
            page.see("th[aria-sort=ascending]", "Worker");
            page.press(Keys.ENTER);
            page.see("th[aria-sort=descending]", "Worker");
            assertThat(page.script("return getComputedStyle(document.activeElement).outlineStyle"))
                    .isEqualTo("solid");
            page.tabTo(".why");
            page.press(Keys.ENTER);
            page.see(".explain", "about 12 shares a minute");
            page.press(Keys.ENTER);
            assertThat(page.count(".explain")).isZero();
            page.tabTo(".pager button:last-child");
            page.press(Keys.ENTER);
            page.see(".page", "Page 2");
            assertThat(page.script("return document.activeElement.textContent")).isEqualTo("Next");
            page.press(Keys.ENTER);
            page.see(".page", "Page 3");
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void aMinerSeesWhy() {
        try (ScriptedGateway gateway = new ScriptedGateway(ScriptedPool.of(40))) {
            page.open(gateway.url());
            page.type("#lookup", ScriptedPool.address(2));
            page.press(Keys.ENTER);
            page.see("h1", "Miner");
            page.see("[data-tile=payable]", text -> text.equals("12.71828182"));
            page.see("[data-tile=paid]", text -> text.equals("1,234.56789012"));
            page.seeRows(10);
            page.find("td[data-label=Difficulty] .why").click();
            page.see(".explain", "about 12 shares a minute");
            page.find("td[data-label=Part] .why").click();
            page.see("main section:nth-last-of-type(2) .explain", "<b>Not bold</b>");
            gateway.push(
                    "miner:" + ScriptedPool.address(2),
                    "miner",
                    gateway.pool.miner(ScriptedPool.address(2)).put("balance", new JsonObject().put("payable", 1)));
            page.see("[data-tile=payable]", text -> text.equals("0.00000001"));
            page.open(gateway.url() + "#/miner/nobody");
            page.see("main", "knows no such miner");
        }
    }

    @Test
    void refusalsAreSaidAndATokenHelps() {
        try (ScriptedGateway gateway = new ScriptedGateway(ScriptedPool.of(20))) {
            gateway.failWith(503);
            page.open(gateway.url() + "#/workers");
            page.see("[aria-live=polite]", "Not now: The store is being opened.");
            page.see("tbody", "Try again");
            gateway.failWith(0);
            page.find("tbody button").click();
            page.seeRows(20);
            gateway.knowsNoOrder("rejected");
            page.find("[aria-sort]:nth-child(5) button").click();
            page.see("[aria-live=polite]", "Bad request: No such order.");
            page.see("[aria-sort=descending]", "Hashrate");
            page.seeRows(20);

            gateway.want("otk_secret");
            page.open(gateway.url() + "#/events");
            page.see("[aria-live=polite]", "This needs a token.");
            page.find(".notice .primary").click();
            page.type("#token-input", "otk_secret");
            page.press(Keys.ENTER);
            page.see("main", "203.0.113.7/32");
            assertThat(page.script("return JSON.stringify(localStorage) + location.href + document.cookie"))
                    .asString()
                    .doesNotContain("otk_secret");
            Awaitility.await()
                    .until(() -> gateway.heard.stream()
                            .anyMatch(message -> "otk_secret".equals(message.getString("token"))));
            assertThat(gateway.asked).noneMatch(uri -> uri.contains("otk_secret"));
            page.find("#token-open").click();
            page.find("#token-clear").click();
            page.see("[aria-live=polite]", "This needs a token.");
        }
    }

    @Test
    void numbersAreExactAndShort() {
        try (ScriptedGateway gateway = new ScriptedGateway(ScriptedPool.empty())) {
            page.open(gateway.url());
            assertThat(page.formatted("[8400000000000001, 1, 0, -250000000, 1e300, null].map(v => f.coins(v))"))
                    .isEqualTo(List.of("84,000,000.00000001", "0.00000001", "0.00000000", "−2.50000000", "–", "–"));
            assertThat(page.formatted(
                            "[0, 7, 999, 999.6, 1234, 12345, 99.96e12, 1e15, 3.2e24, null, 'x'].map(f.hashrate)"))
                    .asInstanceOf(list(String.class))
                    .extracting(text -> text.replace('\u202f', ' '))
                    .containsExactly(
                            "0 H/s",
                            "7 H/s",
                            "999 H/s",
                            "1.00 kH/s",
                            "1.23 kH/s",
                            "12.3 kH/s",
                            "100 TH/s",
                            "1.00 PH/s",
                            "3.20 YH/s",
                            "–",
                            "–");
            assertThat(page.formatted("f.si('340282366920938463463374607431768211455').replace(/\\s/, ' ')"))
                    .isEqualTo("3.40e+14 Y");
            assertThat(page.formatted("[-1e3, -59e3, -61e3, -7300e3, -90000e3].map(ago => f.relative(1e9 + ago, 1e9))"))
                    .isEqualTo(List.of("just now", "59 sec. ago", "1 min. ago", "2 hr. ago", "1 day ago"));
            assertThat(page.formatted("f.encode('a/b?c#\\ud800')")).isEqualTo("a%2Fb%3Fc%23%EF%BF%BD");
        }
    }

    @Test
    void aPoolWithoutAStoreIsNoFailure() {
        try (ScriptedGateway gateway = new ScriptedGateway(ScriptedPool.of(20))) {
            gateway.keepsNoStore();
            for (String one : List.of("blocks", "payments", "miner/" + ScriptedPool.address(1))) {
                page.open(gateway.url() + "#/" + one);
                page.see("main", "runs without a store");
                assertThat(page.count(".notice")).as(one).isZero();
            }
            page.see("[data-tile=payable]", "–");
            page.seeRows(10);
        }
    }

    @Test
    void themeIsChosenAndRemembered() {
        try (ScriptedGateway gateway = new ScriptedGateway(ScriptedPool.of(20))) {
            page.open(gateway.url());
            page.see(LIVE, "Live");
            page.find("#theme").click();
            page.see("#theme", "dark");
            String dark = ground();
            page.open(gateway.url());
            page.see("#theme", "dark");
            assertThat(ground()).isEqualTo(dark);
            page.find("#theme").click();
            page.see("#theme", "light");
            assertThat(ground()).isNotEqualTo(dark);
            page.find("#theme").click();
            page.desktop(true);
            page.see("#theme", "auto");
            assertThat(ground()).isEqualTo(dark);
        }
    }

    private String ground() {
        return page.script("return getComputedStyle(document.body).backgroundColor")
                .toString();
    }

    @Test
    void everyPageCanBeUsedByEveryoneOnEveryScreen() {
        try (ScriptedGateway gateway = new ScriptedGateway(ScriptedPool.of(5_000))) {
            String miner = "miner/" + ScriptedPool.address(7);
            for (String[] one : new String[][] {
                {"", "overview"},
                {"blocks", "blocks"},
                {"workers", "workers"},
                {"payments", "payments"},
                {"events", "events"},
                {miner, "miner"}
            }) {
                page.desktop(false);
                page.open(gateway.url() + "#/" + one[0]);
                page.see(LIVE, "Live");
                Awaitility.await(one[1]).until(() -> !page.text("main").contains("Loading"));
                judge(one[1] + "-light");
                page.desktop(true);
                judge(one[1] + "-dark");
                page.phone(false);
                page.assertFitsThePhone();
                page.photograph(one[1] + "-phone");
            }
            assertThat(page.complaints()).isEmpty();
        }
    }

    private void judge(String picture) {
        page.photograph(picture);
        assertThat(picture.endsWith("-dark") ? page.objectionsToColours() : page.objections())
                .as(picture)
                .isEmpty();
        assertThat(page.count(".notice")).isZero();
        assertThat(page.count("h1")).isEqualTo(1);
        assertThat(page.count("main")).isEqualTo(1);
        assertThat(page.count("table:not(:has(caption))")).isZero();
    }
}
