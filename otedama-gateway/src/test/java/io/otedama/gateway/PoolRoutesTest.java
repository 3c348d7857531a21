package io.otedama.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.gateway.http.PublicAccess;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the routes say about a pool in which something has happened. */
class PoolRoutesTest {
    private static GatewayRig rig;

    @BeforeAll
    static void open() {
        rig = GatewayRig.open(PublicAccess.MINERS);
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    private static JsonNode ok(String path) {
        HttpResponse<String> response = rig.get(path);
        assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
        return GatewayRig.json(response);
    }

    @Test
    void thePool() {
        JsonNode pool = ok("/api/v1/pool");
        assertThat(pool.get("name").textValue()).isEqualTo("rig");
        assertThat(pool.get("state").textValue()).isEqualTo("RUNNING");
        assertThat(pool.get("network").textValue()).isEqualTo("bitcoin-regtest");
        assertThat(pool.get("blocks").intValue()).isEqualTo(2);
        assertThat(pool.get("earned").longValue()).isEqualTo(5_000_000_000L);
        assertThat(pool.get("miners").intValue()).isEqualTo(2);
        assertThat(pool.get("luck").get("blocks").intValue()).isEqualTo(1);
        assertThat(pool.get("stratum").get(0).textValue()).isEqualTo("127.0.0.1:3333");
    }

    @Test
    void blocksAreNewestFirstAndKnowTheirFinder() {
        JsonNode blocks = ok("/api/v1/blocks").get("items");
        assertThat(blocks).hasSize(2);
        assertThat(blocks.get(0).get("hash").textValue()).isEqualTo(rig.pool.found.toString());
        assertThat(blocks.get(0).get("status").textValue()).isEqualTo("FOUND");
        assertThat(blocks.get(0).get("confirmations").isNull()).isTrue();
        JsonNode mature = blocks.get(1);
        assertThat(mature.get("status").textValue()).isEqualTo("MATURE");
        assertThat(mature.get("finder").textValue()).isEqualTo(RigPool.ALICE);
        assertThat(mature.get("value").longValue()).isEqualTo(5_000_000_000L);
        assertThat(mature.get("effortPercent").doubleValue()).isPositive();
        assertThat(mature.get("foundAt").longValue()).isPositive();
        assertThat(ok("/api/v1/blocks/" + rig.pool.mature)).isEqualTo(mature);
    }

    @Test
    void pagesOfBlocksFollowEachOther() {
        JsonNode first = ok("/api/v1/blocks?limit=1");
        assertThat(first.get("items")).hasSize(1);
        JsonNode second =
                ok("/api/v1/blocks?limit=1&cursor=" + first.get("next").textValue());
        assertThat(second.get("items").get(0).get("hash").textValue()).isEqualTo(rig.pool.mature.toString());
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void aBlockIsSharedOutInNumbersAndWords() {
        JsonNode credits = ok("/api/v1/blocks/" + rig.pool.mature + "/credits");
        long sum = 0;
        for (JsonNode item : credits.get("items")) {
            sum += item.get("owed").longValue() + item.get("direct").longValue();
        }
        assertThat(sum).isEqualTo(5_000_000_000L);
        assertThat(credits.get("explanation").textValue()).contains("5000000000 base units", "by the terms prop");
    }

    @Test
    void aMinerSeesWhyHeGotWhatHeGot() {
        JsonNode credits = ok("/api/v1/miners/" + RigPool.ALICE + "/credits").get("items");
        assertThat(credits).hasSize(1);
        assertThat(credits.get(0).get("block").textValue()).isEqualTo(rig.pool.mature.toString());
        assertThat(credits.get(0).get("percent").doubleValue()).isEqualTo(100.0);
        assertThat(credits.get(0).get("explanation").textValue())
                .contains("height 1 is worth 5000000000", "100.00 %", "prop");
        JsonNode payments = ok("/api/v1/miners/" + RigPool.ALICE + "/payments").get("items");
        assertThat(payments).hasSize(1);
        assertThat(payments.get(0).get("sent").longValue()).isEqualTo(5_000_000_000L);
        JsonNode balance = ok("/api/v1/miners/" + RigPool.ALICE).get("balance");
        assertThat(balance.get("payable").longValue()).isZero();
        assertThat(balance.get("paying").longValue() + balance.get("paid").longValue())
                .isEqualTo(5_000_000_000L);
    }

    @Test
    void hostileNamesComeThroughAsTheyAreAndCanBeAskedFor() {
        JsonNode worker = ok("/api/v1/workers/" + GatewayRig.encode(RigPool.HOSTILE_RIG));
        assertThat(worker.get("name").textValue()).isEqualTo(RigPool.HOSTILE_RIG);
        assertThat(worker.get("account").textValue()).isEqualTo(RigPool.BOB);
        assertThat(worker.get("difficultyExplanation").textValue()).contains("difficulty");
    }

    @Test
    void theHashrateSeriesCountsTheSharesOfAll() {
        long shares = 0;
        for (JsonNode point : ok("/api/v1/hashrate").get("items")) {
            shares += point.get("shares").longValue();
        }
        assertThat(shares).isEqualTo(2);
        JsonNode alices = ok("/api/v1/hashrate?account=" + RigPool.ALICE);
        assertThat(alices.get("account").textValue()).isEqualTo(RigPool.ALICE);
        assertThat(alices.get("items").get(0).get("shares").longValue()).isEqualTo(1);
    }

    @Test
    void aKnownAnswerIsNotSentAgain() {
        String path = "/api/v1/blocks/" + rig.pool.mature;
        String etag = rig.get(path).headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = rig.get(path, "If-None-Match", etag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(rig.get(path, "If-None-Match", "W/\"another\"").statusCode()).isEqualTo(200);
    }

    @Test
    void theDashboardsLibraryComesOutOfTheJar() {
        HttpResponse<String> script = rig.get("/assets/uplot.min.js");
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.body()).contains("uPlot");
        assertThat(script.headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
        assertThat(rig.get("/assets/..%2f..%2fio/otedama/gateway/openapi.json").statusCode())
                .isEqualTo(404);
        assertThat(rig.get("/assets/nothing.js").statusCode()).isEqualTo(404);
    }
}
