package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.share.ShareVerdict;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedIT extends ServerTest {
    private static final String OK = "\"result\":true,\"error\":null}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4",
                "0",
                "-7",
                "2147483648",
                "4294967296",
                "999999999999999999",
                "1000000000000000000",
                "9223372036854775807",
                "-9223372036854775808",
                "123456789012345678901234567890",
                "1.5",
                "1.50",
                "-0",
                "1e3",
                "\"abc\"",
                "\"\"",
                "\"a\\\"b\"",
                "\"4\"",
                "\"\\u0041\""
            })
    void rule20_malformedInputFromRealFirmware_idsAreEchoedAsReceived(String id) throws IOException {
        start();
        MinerSocket miner = connect().handshake(false);
        assertThat(miner.ask("{\"id\":" + id + ",\"method\":\"mining.ping\"}"))
                .isEqualTo("{\"id\":" + id + ",\"result\":\"pong\",\"error\":null}");
        assertThat(miner.ask(MinerSocket.submit(id, "1"))).isEqualTo("{\"id\":" + id + "," + OK);
        engine.verdict = share -> ShareVerdict.PENDING;
        miner.send(MinerSocket.submit(id, "1"));
        miner.ask("{\"id\":99,\"method\":\"mining.ping\"}");
        engine.answerWaiting(ShareVerdict.ACCEPTED);
        assertThat(miner.read()).isEqualTo("{\"id\":" + id + "," + OK);
    }

    @ParameterizedTest
    @CsvSource({"127,true", "128,false"})
    void rule20_malformedInputFromRealFirmware_longUserNames(int chars, boolean admitted) throws IOException {
        start();
        MinerSocket miner = connect();
        String user = "a".repeat(chars);
        miner.ask("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[]}");
        assertThat(miner.ask("{\"id\":2,\"method\":\"mining.authorize\",\"params\":[\"" + user + "\",\"x\"]}"))
                .contains(admitted ? OK : "[24,");
        assertThat(miner.ask(MinerSocket.submit(3, user, "1", "00000355", "514f20ac", "01cdf8d0")))
                .contains(admitted ? OK : "[24,");
    }

    @Test
    void rule20_malformedInputFromRealFirmware_missingParts() throws IOException {
        start();
        MinerSocket miner = connect();
        assertThat(miner.ask("{\"id\":1,\"method\":\"mining.subscribe\"}")).startsWith("{\"id\":1,\"result\":[[");
        assertThat(miner.ask("{\"id\":2,\"method\":\"mining.authorize\"}")).contains("[24,");
        assertThat(miner.ask("{\"id\":3,\"method\":\"mining.authorize\",\"params\":[null,null]}"))
                .contains("[24,");
        assertThat(
                        miner.ask(
                                "{\"id\":4,\"jsonrpc\":\"2.0\",\"method\":\"mining.authorize\",\"params\":[\"addr.w\"],\"x\":{}}"))
                .isEqualTo("{\"id\":4," + OK);
        assertThat(miner.ask("{\"params\":[\"addr.w\",\"1\",\"00000355\",\"514f20ac\",\"01cdf8d0\"] , \"method\" :"
                        + "\"mining.submit\",\"jsonrpc\":\"2.0\",\"id\":5}\r"))
                .isEqualTo("{\"id\":5," + OK);
        assertThat(miner.sendRaw("\n\r\n\n").ask("{\"id\":6,\"method\":\"mining.ping\"}"))
                .contains("pong");
        assertThat(miner.ask("{\"id\":7,\"method\":\"mining.configure\"}")).contains("[20,");
    }

    @Test
    void rule20_malformedInputFromRealFirmware_pipelinedHandshakeInPieces() throws IOException {
        engine.job = FakeJob.newBlock(1);
        start();
        MinerSocket miner = connect();
        String all = "{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[]}\r\n"
                + "{\"id\":2,\"method\":\"mining.authorize\",\"params\":[\"addr.w\",\"x\"]}\n"
                + MinerSocket.submit(3, "1")
                + "\n";
        for (char c : all.toCharArray()) {
            miner.sendRaw(String.valueOf(c));
        }
        assertThat(miner.read()).startsWith("{\"id\":1");
        assertThat(miner.read()).startsWith("{\"id\":2");
        assertThat(miner.read()).contains("set_difficulty");
        assertThat(miner.read()).contains("mining.notify");
        assertThat(miner.read()).isEqualTo("{\"id\":3," + OK);
    }

    @Test
    void rule20_malformedInputFromRealFirmware_outOfOrder() throws IOException {
        start();
        MinerSocket miner = connect();
        assertThat(miner.ask(MinerSocket.submit(1, "1")))
                .isEqualTo("{\"id\":1,\"result\":null,\"error\":[25,\"not subscribed\",null]}");
        miner.ask("{\"id\":2,\"method\":\"mining.subscribe\"}");
        assertThat(miner.ask(MinerSocket.submit(3, "1")))
                .isEqualTo("{\"id\":3,\"result\":null,\"error\":[24,\"unauthorized worker\",null]}");
        assertThat(engine.submits.get()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0000035,extranonce2",
        "'',extranonce2",
        "000003zz,extranonce2",
        "112233445566778899,extranonce2",
    })
    void rule03_extranonce2MustBeWholeBytesOfHex(String extranonce2, String named) throws IOException {
        start();
        MinerSocket miner = connect().handshake(false);
        assertThat(miner.ask(MinerSocket.submit(1, "addr.w", "1", extranonce2, "514f20ac", "01cdf8d0")))
                .startsWith("{\"id\":1,\"result\":null,\"error\":[20,\"" + named);
        assertThat(engine.submits.get()).isZero();
    }

    @Test
    void rule03_extranonce2OfAnotherSizeIsTheEnginesBusiness() throws IOException {
        start();
        MinerSocket miner = connect().handshake(false);
        miner.ask(MinerSocket.submit(1, "addr.w", "1", "0355", "514f20ac", "01cdf8d0"));
        miner.ask(MinerSocket.submit(1, "addr.w", "1", "FFEEddccbbaa9988", "514f20ac", "01cdf8d0"));
        assertThat(engine.submitted)
                .containsExactly("addr.w 1 355/2 514f20ac 1cdf8d0 -", "addr.w 1 ffeeddccbbaa9988/8 514f20ac 1cdf8d0 -");
    }

    @ParameterizedTest
    @CsvSource({
        "1,1",
        "a1,161",
        "A1,-1",
        "01,-1",
        "0,0",
        "'',-1",
        "xyz,-1",
        "fffffffffffffff,1152921504606846975",
        "1000000000000000,-1"
    })
    void onlyCanonicalJobIdsAreJobs(String id, long number) throws IOException {
        start();
        MinerSocket miner = connect().handshake(false);
        miner.ask(MinerSocket.submit(1, id));
        assertThat(engine.submitted.peek()).startsWith("addr.w " + number + " ");
    }

    @ParameterizedTest
    @CsvSource({
        "514f20a,01cdf8d0,ntime",
        "0514f20ac,01cdf8d0,ntime",
        "514f20ac,1cdf8d0,nonce",
        "514f20ac,0x1cdf8d,nonce"
    })
    void rule03_numbersHaveEightDigits(String ntime, String nonce, String named) throws IOException {
        start();
        MinerSocket miner = connect().handshake(false);
        assertThat(miner.ask(MinerSocket.submit(1, "addr.w", "1", "00000355", ntime, nonce)))
                .isEqualTo("{\"id\":1,\"result\":null,\"error\":[20,\"" + named + " must be 8 hex digits\",null]}");
    }

    @Test
    void malformedRequestsKeepTheirIdWhenItWasRead() throws IOException {
        start();
        MinerSocket miner = connect().handshake(false);
        assertThat(miner.ask("{\"id\":8,\"method\":\"mining.ping\""))
                .startsWith("{\"id\":8,\"result\":null,\"error\":[20,");
        assertThat(miner.ask("{\"method\":\"mining.ping\" \"id\":8}")).startsWith("{\"id\":null,\"result\":null,");
        assertThat(miner.ask("{\"id\":[1],\"method\":\"mining.ping\"}")).startsWith("{\"id\":null,");
        assertThat(miner.ask("{\"id\":1}"))
                .isEqualTo("{\"id\":1,\"result\":null,\"error\":[20,\"method is missing\",null]}");
        assertThat(miner.ask("{\"id\":1,\"method\":\"mining.ping\"} {}")).startsWith("{\"id\":1,\"result\":null,");
        assertThat(miner.ask("{\"id\":1,\"method\":\"mining.submit\",\"params\":[\"addr.w\",1,2,3,4]}"))
                .contains("must be strings");
        assertThat(miner.ask("{\"id\":1,\"method\":\"mining.submit\",\"params\":[\"addr.w\"]}"))
                .contains("submit needs");
        assertThat(engine.counter("stratum.requests.malformed")).isEqualTo(7);
    }

    @Test
    void garbageFirstIsNoMiner() throws IOException {
        start();
        MinerSocket http = connect();
        assertThat(http.ask("GET / HTTP/1.1\r\nHost: pool"))
                .isEqualTo("{\"id\":null,\"result\":null,\"error\":[20,\"not a JSON object\",null]}");
        assertThat(http.read()).isNull();
    }

    @Test
    void rule32_noSecretIsLoggedOrSentBack() throws IOException {
        start();
        MinerSocket miner = connect().handshake(false);
        String answers =
                miner.ask("{\"id\":1,\"method\":\"mining.authorize\",\"params\":[\"banned\\u001b[31m\",\"hunter2\"]}")
                        + miner.ask("{\"id\":2,\"method\":\"mining.authorize\",\"params\":[\"addr.w\",\"hunter2\"")
                        + miner.ask("hunter2");
        assertThat(answers).doesNotContain("hunter2");
        assertThat(logged.list).noneMatch(event -> event.getFormattedMessage().contains("hunter2"));
        assertThat(logged.list).anyMatch(event -> event.getFormattedMessage().contains("refused worker 'banned?[31m'"));
    }
}
