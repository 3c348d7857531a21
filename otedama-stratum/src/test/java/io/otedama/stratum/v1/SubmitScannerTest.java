package io.otedama.stratum.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmitScannerTest {
    private final SubmitEquivalence equivalence = new SubmitEquivalence();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":4,\"method\":\"mining.submit\",\"params\":[\"addr.w\",\"1\",\"00000355\",\"514f20ac\",\"01cdf8d0\"]}",
                "{\"params\": [\"addr.w\", \"1\", \"00000355\", \"514f20ac\", \"01cdf8d0\"], \"id\": 4, \"method\": \"mining.submit\"}",
                "{\"method\":\"mining.submit\",\"id\":\"x\",\"jsonrpc\":\"2.0\",\"params\":[\"a\",\"1\",\"00\",\"1\",\"2\",\"3\"]}",
                "{\"id\":null,\"method\":\"mining.submit\",\"params\":[\"\",\"\",\"\",\"\",\"\"]}",
                "{\"method\":\"mining.submit\",\"params\":[\"\",\"\",\"\",\"\",\"\"]}  "
            })
    void usualShapesAreTaken(String line) {
        assertThat(equivalence.check(bytes(line))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":4,\"method\":\"mining.subscribe\",\"params\":[]}",
                "{\"id\":4,\"method\":\"mining.submit\",\"params\":[\"addr\\u002ew\",\"1\",\"00000355\",\"514f20ac\",\"01cdf8d0\"]}",
                "{\"id\":4,\"id\":5,\"method\":\"mining.submit\",\"params\":[\"a\",\"1\",\"00\",\"1\",\"2\"]}",
                "{\"id\":04,\"method\":\"mining.submit\",\"params\":[\"a\",\"1\",\"00\",\"1\",\"2\"]}",
                "{\"id\":4.5,\"method\":\"mining.submit\",\"params\":[\"a\",\"1\",\"00\",\"1\",\"2\"]}",
                "{\"id\":4,\"method\":\"mining.submit\",\"params\":[\"a\",\"1\",\"00\",\"1\",\"2\"]}}",
                "{\"id\":4,\"method\":\"mining.submit\",\"params\":[\"a\",\"1\",\"00\",\"1\"]}",
                "{\"id\":4,\"method\":\"mining.submit\",\"params\":[\"a\",\"1\",\"00\",\"1\",\"2\",]}",
                "{\"id\":4,\"method\":\"mining.submit\",\"params\":[\"a\",\"1\",\"00\",\"1\",\"2\",\"3\",\"4\"]}",
                "{\"id\":4,\"method\":\"mining.submit\",\"params\":[\"\u00e4\",\"1\",\"00\",\"1\",\"2\"]}",
                "{\"id\":nul",
                "{\"id\":",
                "{}",
                "{",
                ""
            })
    void everythingElseIsLeftToTheParser(String line) {
        assertThat(equivalence.check(bytes(line))).isFalse();
    }

    @Test
    void generatedLinesMeanTheSameBothWays() {
        Random random = new Random(227_836);
        int taken = 0;
        for (int i = 0; i < 60_000; i++) {
            byte[] line = bytes(line(random));
            if (random.nextInt(3) == 0 && line.length > 0) {
                line[random.nextInt(line.length)] = (byte) mutation(random);
            }
            taken += equivalence.check(line) ? 1 : 0;
        }
        assertThat(taken).isGreaterThan(8_000);
    }

    private static int mutation(Random random) {
        String often = "\"\\{}[],: 0-.enuab\t";
        return random.nextBoolean() ? often.charAt(random.nextInt(often.length())) : random.nextInt(256);
    }

    private static String line(Random random) {
        List<String> members = new ArrayList<>();
        members.add("\"method\"" + gap(random) + ":" + gap(random)
                + pick(random, "\"mining.submit\"", "\"mining.submit\"", "\"mining.submit\"", "\"mining.ping\""));
        members.add("\"params\":" + gap(random) + params(random));
        if (random.nextInt(10) > 0) {
            members.add("\"id\":" + gap(random) + id(random));
        }
        if (random.nextInt(8) == 0) {
            members.add(pick(random, "\"jsonrpc\":\"2.0\"", "\"x\":{}", "\"id\":1", "\"y\":[1,\"]\"]", "\"z\":true"));
        }
        Collections.shuffle(members, random);
        return gap(random) + "{" + String.join(gap(random) + "," + gap(random), members) + gap(random) + "}"
                + gap(random);
    }

    private static String id(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> "\"" + "i".repeat(random.nextInt(70)) + "\"";
            case 1 -> "null";
            case 2 -> String.valueOf(random.nextLong());
            case 3 -> "1" + "0".repeat(random.nextInt(70));
            case 4 -> pick(random, "-0", "0", "-1", "1.50", "1e5", "true", "[]", "\"\\n\"");
            default -> String.valueOf(random.nextInt());
        };
    }

    private static String params(Random random) {
        List<String> values = new ArrayList<>();
        values.add(pick(random, "\"addr.w\"", "\"addr.second\"", "\"stranger\"", "\"addr\\u002ew\"", "\"\u00e9\""));
        values.add(pick(random, "\"1\"", "\"A\"", "\"0a\"", "\"ffffffffffffffff\"", "\"\"", "1"));
        values.add("\"" + hex(random, random.nextInt(20)) + "\"");
        values.add("\"" + hex(random, random.nextInt(5) == 0 ? 7 : 8) + "\"");
        values.add("\"" + hex(random, random.nextInt(5) == 0 ? 9 : 8) + "\"");
        if (random.nextBoolean()) {
            values.add(pick(random, "\"\"", "null", "\"" + hex(random, 8) + "\""));
        }
        while (random.nextInt(10) == 0) {
            values.add("\"more\"");
        }
        return "[" + gap(random) + String.join("," + gap(random), values) + gap(random) + "]";
    }

    private static String hex(Random random, int digits) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            out.append("0123456789abcdefABCDEF".charAt(random.nextInt(22)));
        }
        return random.nextInt(20) == 0 ? out.append('g').toString() : out.toString();
    }

    private static String gap(Random random) {
        return random.nextInt(6) == 0 ? pick(random, " ", "  ", "\t") : "";
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
