package io.otedama.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The dashboard in a real browser, against a gateway that answers by script. */
class DashboardIT extends BrowserSession {
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
}
