package io.otedama.stratum.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hex;
import io.otedama.chain.ShareTarget;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatTest {
    @ParameterizedTest
    @CsvSource({
        "0.000000000465, 0.000000000465",
        "1e-3, 0.001",
        "100.5, 100.5",
        "65536, 65536",
        "'\"0.25\"', 0.25",
        "1e999999999, 1000000000000000000000000",
        "1e-999999999, 0.000000000000000001"
    })
    void difficultiesAreExact(String json, String expected) {
        assertThat(Fields.difficulty(Vectors.json(json))).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "null", "\"\"", "\"abc\"", "[]", "true", "0.0"})
    void whatIsNoDifficultyIsAProtocolError(String json) {
        assertThatThrownBy(() -> Fields.difficulty(Vectors.json(json))).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "16, 16",
        "'\"17\"', 17",
        "9007199254740993, 9007199254740993",
        "1e999999999, 0",
        "-5, 0",
        "null, 0",
        "99999999999999999999999, 0",
        "'\"x\"', 0",
        "'[]', 0"
    })
    void replyIdsMayBeStrings(String json, long expected) {
        assertThat(Fields.requestId(Vectors.json(json))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'result':null,'error':[21,'Job not found',null]} | 21 | Job not found",
                "{'result':false,'error':['22','dup']} | 22 | dup",
                "{'result':null,'error':{'code':23,'message':'low','data':null}} | 23 | low",
                "{'result':null,'error':'Stale'} | 21 | Stale",
                "{'result':null,'error':'Duplicate share'} | 22 | Duplicate share",
                "{'reject-reason':'Above target 2','result':false,'error':null} | 23 | Above target 2",
                "{'result':false,'error':null} | 20 | ''",
                "{'result':null,'error':null} | 20 | ''",
                "{'error':null} | 20 | ''",
                "{'result':true,'error':[24,'Unauthorized worker']} | 24 | Unauthorized worker",
                "{'result':null,'error':[-3,'Method not found']} | -3 | Method not found",
                "{'result':null,'error':['unknown-work']} | 21 | unknown-work",
                "{'result':null,'error':{'message':'not subscribed'}} | 25 | not subscribed",
                "{'result':null,'error':-1} | -1 | ''",
                "{'result':null,'error':[1e999999999,'strange']} | 20 | strange"
            })
    void everyShapeOfARefusalIsUnderstood(String json, int code, String message) {
        assertThat(Refusal.read(Vectors.json(json.replace('\'', '"')))).isEqualTo(new Refusal(code, message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'result':true,'error':null}",
                "{'result':true}",
                "{'result':true,'error':[]}",
                "{'result':true,'error':false}",
                "{'result':{'status':'OK'},'error':null}",
                "{'result':[[['mining.notify','695482c0']],'4de05269',8],'id':2,'error':null}"
            })
    void everyShapeOfAYesIsUnderstood(String json) {
        assertThat(Refusal.read(Vectors.json(json.replace('\'', '"')))).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":17,\"result\":true,\"error\":null} | 17",
                "{\"error\":null,\"id\":123456789012345678,\"result\":true} | 123456789012345678",
                "{ \"result\" : true , \"id\" : 20 } | 20",
                "{\"id\":17,\"result\":false,\"error\":null} | -1",
                "{\"id\":17,\"result\":true,\"error\":[20,\"\"]} | -1",
                "{\"id\":17,\"error\":null} | -1",
                "{\"result\":true,\"error\":null} | -1",
                "{\"id\":null,\"result\":true} | -1",
                "{\"id\":\"17\",\"result\":true} | -1",
                "{\"id\":1234567890123456789,\"result\":true} | -1",
                "{\"id\":17,\"id\":18,\"result\":true} | -1",
                "{\"id\":17.5,\"result\":true} | -1",
                "{\"id\":17,\"result\":true}x | -1",
                "{\"id\":17,\"result\":true | -1",
                "{\"id\":17,\"result\":true,} | -1",
                "{\"id\":17,\"resu | -1",
                "{} | -1",
                "[] | -1"
            })
    void onlyThePlainestYesIsScanned(String line, long expected) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        AcceptScanner scanner = new AcceptScanner();
        assertThat(scanner.scan(buffer)).isEqualTo(expected);
        assertThat(buffer.readerIndex()).isZero();
        assertThat(scanner.scan(buffer)).isEqualTo(expected);
    }

    @Test
    void submitsAreValidJsonWhateverTheNames() {
        JobNotice notice =
                JobNotice.read(Vectors.json(Vectors.notify("a\\\"b\\\\")).path("params"));
        StratumJob job =
                new StratumJob(1, notice, new ExtranonceSpace("", 3), ShareTarget.of(Difficulty.ONE, 1), 0x1fffe000);
        SubmitEncoder encoder = new SubmitEncoder("us\"er.ü\n");
        byte[] extranonce2 = Hex.decode("00ff7f");
        ByteBuf out = Unpooled.buffer();
        encoder.encode(out, 9007199254740993L, job, extranonce2, 0xffffffff, 0x0000000a, 0x00c00000, true);
        assertThat(out.readableBytes()).isLessThanOrEqualTo(encoder.maxBytes(job, extranonce2));
        String line = out.toString(StandardCharsets.UTF_8);

        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        JsonNode message = Vectors.json(line);
        assertThat(message.path("id").longValue()).isEqualTo(9007199254740993L);
        assertThat(message.path("params"))
                .isEqualTo(Vectors.json(
                        "[\"us\\\"er.ü\\n\",\"a\\\"b\\\\\",\"00ff7f\",\"ffffffff\",\"0000000a\"," + "\"00c00000\"]"));

        out.clear();
        encoder.encode(out, 16, job, extranonce2, 1, 2, 3, false);
        assertThat(Vectors.json(out.toString(StandardCharsets.UTF_8)).path("params"))
                .hasSize(5);
    }

    @Test
    void configureWritesPlainDecimals() {
        String line = RequestEncoder.configure(0x1fffe000, Difficulty.of("0.000000000465"));
        assertThat(line)
                .isEqualTo("{\"id\":1,\"method\":\"mining.configure\",\"params\":[[\"version-rolling\","
                        + "\"minimum-difficulty\"],{\"version-rolling.mask\":\"1fffe000\","
                        + "\"version-rolling.min-bit-count\":2,\"minimum-difficulty.value\":0.000000000465}]}\n");
        assertThat(RequestEncoder.suggestDifficulty(Difficulty.of("1e6"))).contains("[1000000]");
    }
}
