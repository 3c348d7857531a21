package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.share.ShareVerdict;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MethodsIT extends ServerTest {
    private MinerSocket miner;

    @BeforeEach
    void connectMiner() throws IOException {
        start();
        miner = connect();
    }

    @Test
    void subscribeGivesExtranonceAndSubscriptions() throws IOException {
        String expected = "\"result\":[[[\"mining.set_difficulty\",\"58029a11\"],[\"mining.notify\",\"58029a11\"]],"
                + "\"58029a11\",4],\"error\":null}";
        assertThat(miner.ask("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[\"cgminer/4.10\"]}"))
                .isEqualTo("{\"id\":1," + expected);
        assertThat(miner.ask("{\"id\":2,\"method\":\"mining.subscribe\",\"params\":[\"x\",\"deadbeef\"]}"))
                .as("a second subscribe answers the same")
                .isEqualTo("{\"id\":2," + expected);
    }

    @Test
    void authorizeBeforeSubscribeWorks() throws IOException {
        engine.publish(FakeJob.newBlock(1));
        assertThat(miner.ask("{\"id\":1,\"method\":\"mining.authorize\",\"params\":[\"addr.w\",\"x\"]}"))
                .isEqualTo("{\"id\":1,\"result\":true,\"error\":null}");
        assertThat(miner.ask("{\"id\":2,\"method\":\"mining.subscribe\",\"params\":[]}"))
                .startsWith("{\"id\":2,\"result\":[[");
        assertThat(miner.read()).isEqualTo("{\"id\":null,\"method\":\"mining.set_difficulty\",\"params\":[1024]}");
        assertThat(miner.read()).contains("mining.notify");
    }

    @Test
    void refusedWorkerGets24() throws IOException {
        assertThat(miner.ask("{\"id\":1,\"method\":\"mining.authorize\",\"params\":[\"banned\",\"x\"]}"))
                .isEqualTo("{\"id\":1,\"result\":null,\"error\":[24,\"unauthorized worker\",null]}");
    }

    @Test
    void severalWorkersOnOneConnection() throws IOException {
        miner.handshake(false);
        assertThat(miner.ask("{\"id\":3,\"method\":\"mining.authorize\",\"params\":[\"addr.second\"]}"))
                .contains("true");
        for (String worker : new String[] {"addr.w", "addr.second", "addr.w"}) {
            assertThat(miner.ask(MinerSocket.submit(4, worker, "1", "00000355", "514f20ac", "01cdf8d0")))
                    .isEqualTo("{\"id\":4,\"result\":true,\"error\":null}");
        }
        assertThat(engine.submitted.peek()).isEqualTo("addr.w 1 355/4 514f20ac 1cdf8d0 -");
        assertThat(miner.ask(MinerSocket.submit(5, "addr.third", "1", "00000355", "514f20ac", "01cdf8d0")))
                .contains("[24,");
    }

    @Test
    void configureAnswersEveryExtension() throws IOException {
        assertThat(miner.ask("{\"id\":1,\"method\":\"mining.configure\",\"params\":[[\"version-rolling\","
                        + "\"minimum-difficulty\",\"subscribe-extranonce\",\"info\",\"other\"],"
                        + "{\"version-rolling.mask\":\"1fffe000\",\"version-rolling.min-bit-count\":16,"
                        + "\"minimum-difficulty.value\":2048}]}"))
                .isEqualTo("{\"id\":1,\"result\":{\"version-rolling\":true,\"version-rolling.mask\":\"1fffe000\","
                        + "\"minimum-difficulty\":true,\"subscribe-extranonce\":true,\"info\":true,\"other\":false},"
                        + "\"error\":null}");
        assertThat(miner.read())
                .isEqualTo("{\"id\":null,\"method\":\"mining.set_version_mask\",\"params\":[\"1fffe000\"]}");
        engine.publish(FakeJob.newBlock(1));
        miner.handshake(false);
        assertThat(miner.read()).contains("set_difficulty").contains("[2048]");
    }

    @ParameterizedTest
    @CsvSource({"1fffe000,1fffe000", "ffffffff,1fffe000", "18000000,18000000", "'',1fffe000", "e000,0000e000"})
    void rule01_versionRollingMaskIsTheIntersection(String asked, String agreed) throws IOException {
        String options = asked.isEmpty() ? "{}" : "{\"version-rolling.mask\":\"" + asked + "\"}";
        assertThat(miner.ask("{\"id\":1,\"method\":\"mining.configure\",\"params\":[[\"version-rolling\"]," + options
                        + "]}"))
                .contains("\"version-rolling\":true,\"version-rolling.mask\":\"" + agreed + "\"");
        assertThat(miner.read()).contains("set_version_mask").contains(agreed);
    }

    @Test
    void rule01_versionRollingWithoutCommonBitsIsFalse() throws IOException {
        String configure = "{\"id\":1,\"method\":\"mining.configure\",\"params\":[[\"version-rolling\"],"
                + "{\"version-rolling.mask\":\"%s\"}]}";
        assertThat(miner.ask(configure.formatted("00000007")))
                .isEqualTo("{\"id\":1,\"result\":{\"version-rolling\":false},\"error\":null}");
        assertThat(miner.ask(configure.formatted("zz")))
                .isEqualTo("{\"id\":1,\"result\":{\"version-rolling\":\"mask must be hex\"},\"error\":null}");
    }

    @Test
    void rule01_versionRollingMaskHasNoHoles() throws IOException {
        assertThat(miner.ask("{\"id\":1,\"method\":\"mining.configure\",\"params\":[[\"version-rolling\"],"
                        + "{\"version-rolling.mask\":\"1f00e000\"}]}"))
                .contains("\"version-rolling.mask\":\"1f000000\"");
    }

    @Test
    void rule01_sixthParameterGoesToTheEngine() throws IOException {
        miner.handshake(false);
        String base = MinerSocket.submit(4, "1");
        miner.ask(base.replace("]}", ",\"00c00000\"]}"));
        miner.ask(base.replace("]}", ",\"\"]}"));
        miner.ask(base.replace("]}", ",null]}"));
        assertThat(engine.submitted)
                .containsExactly(
                        "addr.w 1 355/4 514f20ac 1cdf8d0 c00000",
                        "addr.w 1 355/4 514f20ac 1cdf8d0 -",
                        "addr.w 1 355/4 514f20ac 1cdf8d0 -");
        assertThat(miner.ask(base.replace("]}", ",\"c00000\"]}"))).contains("version bits must be 8 hex digits");
    }

    @Test
    void smallMethods() throws IOException {
        assertThat(miner.ask("{\"id\":1,\"method\":\"mining.extranonce.subscribe\",\"params\":[]}"))
                .isEqualTo("{\"id\":1,\"result\":true,\"error\":null}");
        assertThat(miner.ask("{\"id\":2,\"method\":\"mining.get_transactions\",\"params\":[\"1\"]}"))
                .isEqualTo("{\"id\":2,\"result\":[],\"error\":null}");
        assertThat(miner.ask("{\"id\":3,\"method\":\"mining.ping\"}"))
                .isEqualTo("{\"id\":3,\"result\":\"pong\",\"error\":null}");
        assertThat(miner.ask("{\"id\":4,\"method\":\"mining.nonsense\",\"params\":[]}"))
                .isEqualTo("{\"id\":4,\"result\":null,\"error\":[-3,\"method not found\",null]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mining.suggest_difficulty|[64]|64",
                "mining.suggest_difficulty|[0.5]|0.5",
                "mining.suggest_difficulty|[\"32\"]|32",
                "mining.suggest_difficulty(64)|[]|64",
                "mining.suggest_difficulty|[1e9]|1000000",
                "mining.suggest_difficulty|[1e-9]|0.001"
            })
    void suggestedDifficultyComesWithTheFirstJob(String method, String params, String expected) throws IOException {
        engine.publish(FakeJob.newBlock(1));
        assertThat(miner.ask("{\"id\":9,\"method\":\"" + method + "\",\"params\":" + params + "}"))
                .isEqualTo("{\"id\":9,\"result\":true,\"error\":null}");
        miner.handshake(false);
        assertThat(miner.read())
                .isEqualTo("{\"id\":null,\"method\":\"mining.set_difficulty\",\"params\":[" + expected + "]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[]", "[0]", "[-1]", "[\"x\"]", "[1e999999999]", "{}"})
    void suggestedNonsenseIsRefused(String params) throws IOException {
        assertThat(miner.ask("{\"id\":9,\"method\":\"mining.suggest_difficulty\",\"params\":" + params + "}"))
                .contains("[20,");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PENDING")
    void everyVerdictHasItsAnswer(ShareVerdict verdict) throws IOException {
        miner.handshake(false);
        engine.verdict = share -> verdict;
        String expected = verdict.isAccepted()
                ? "{\"id\":7,\"result\":true,\"error\":null}"
                : "{\"id\":7,\"result\":null,\"error\":[" + verdict.code() + ",\"" + verdict.message() + "\",null]}";
        assertThat(miner.ask(MinerSocket.submit(7, "1"))).isEqualTo(expected);
        assertThat(engine.counter("stratum.shares." + verdict.name().toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(1);
    }

    @Test
    void notificationsAreHandledWithoutAnswer() throws IOException {
        engine.publish(FakeJob.newBlock(1));
        miner.send("{\"id\":null,\"method\":\"mining.suggest_difficulty\",\"params\":[16]}");
        miner.send("{\"method\":\"mining.suggest_difficulty\",\"params\":[8]}");
        miner.send("{\"method\":\"mining.unknown\"}");
        miner.send("{\"id\":5,\"result\":\"cgminer\",\"error\":null}");
        miner.handshake(false);
        assertThat(miner.read()).contains("set_difficulty").contains("[8]");
    }

    @Test
    void fullPoolRefusesAndCloses() throws IOException {
        engine.full = true;
        assertThat(miner.ask("{\"id\":1,\"method\":\"mining.subscribe\"}"))
                .isEqualTo("{\"id\":1,\"result\":null,\"error\":[20,\"pool takes no more connections\",null]}");
        assertThat(miner.read()).isNull();
    }
}
