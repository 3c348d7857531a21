package io.otedama.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the dashboard looks like in a real browser, on every screen and to everyone; its pictures are build output. */
class DashboardLookIT extends BrowserSession {
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
            gateway.pool.hashrate(3e12);
            gateway.push("pool", "pool", gateway.pool.pool());
            page.see("[data-tile=hashrate]", "3.00");
            page.find(".chart canvas");
            page.photograph("first-share-light");
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
