package io.otedama.stratum.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Difficulty;
import io.otedama.chain.ShareTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** Real jobs whose blocks or headers are known. */
final class Vectors {
    /** Mainnet block 227836 as a job. */
    private static final String PREVIOUS_227836 = "b7a74eb6a083526119609d1d69bdbff54c532a4d077d7aa8000001aa00000000";

    private static final String COINB1_227836 = "0100000001000000000000000000000000000000000000000000000000000000"
            + "0000000000ffffffff2703fc7903062f503253482f04ac204f5108";
    private static final String COINB2_227836 = "0d3363646164312f736c7573682f0000000001207e6295000000001976a914e2"
            + "85a29e0704004d4e95dbb7c57a98563d9fb2eb88ac00000000";
    private static final List<String> BRANCH_227836 = List.of(
            "eface67ef372ccc368143e9ea96c5939d1be2cb1eddd710808a8d36e311f3b26",
            "ee09b877d17d3628466e765dd123411dd12e8bdde192236a1dbd85be6ddd7df8",
            "3ed791db9b7c5e2f990e2cd9d2a921c72b327a6097c05e73d38dca50795f1ce3",
            "9a9f995341847bc1bab40c70115f3addf7d8bcc2372922ccf8e404e63db68380",
            "0cb80f65a64ff99d3519b116c79bfaf3ee68c723344660f5177a92ebff184da4",
            "839c7d6351941e1facc6d64a327e4445ac8d5d0e07d1977ecc587623fcabbbd1",
            "36857a60c637fb60938cbc6885b33bbd16568d8997ca3b38ab4e04bd7b54620b");

    private static final String PREVIOUS_7 = "bf44fd3513dc7b837d60e5c628b572b448d204a8000007490000000000000000";

    private static final String COINB1_7 = "0100000001000000000000000000000000000000000000000000000000000000"
            + "0000000000ffffffff4b03e60e0cfabe6d6d7595fc426909f3a63c563a88773a"
            + "618ec42cc51188ed0632b69f1c3053a8f8180100000000000000";
    private static final String COINB2_7 = "2c28569a1f2f736c7573682f0000000003a1f3a22b000000001976a9147c154e"
            + "d1dc59609e3d26abb2df2ea3d587cd8c4188ac00000000000000002c6a4c2952"
            + "534b424c4f434b3a799d4c611eff5765ba06d2c58ad71b5734d677cea1094266"
            + "4b2a712d005108ae0000000000000000266a24aa21a9ed5c4d2056e3eef09b05"
            + "d95897adec38c5c3f460a919e95f87e15664957c70305a00000000";
    private static final List<String> BRANCH_7 = List.of(
            "4ea53a030256c37391b891b0d5060537df63944ce3fcd45121215596376bb3db",
            "22cd1dde2c1b083237bbadd62ed1d51ee455265b7defe04dc8bcae7e5acacb33",
            "60c781a8b02c07544cb3a91de3b4d7a13f9939c8579f3ac92fa28e802ace1b39",
            "d89820b36568adc0705d71d639e69ccb7c168a1051697846cf5d98e5725ee4e3",
            "73f0f773a3b6097388984f934ba1b01afc771c33db6df126cd6971cfea9f8f49",
            "420958bbb39f6b8ad30e5b45b38a3825bf76f619b7dbb73a0366605ff882e91d",
            "75f9ef87931104db956c88d65198596049af51017af4685c4548f2c31ec75b6d",
            "70dd7189d5b927ac10a750062e5ab9f8b83fb784068e1c80d0df919bcf22e1b2",
            "b34f2440b2b4609e44594885a397086339f4a2d880fb2d50ac585f757b895832",
            "4c62d861fb259a743d1e2787eeac5bdd22a9883b5cc0b025843cff9441ea6b74",
            "62522d5d8e2ff9d721a9a4b91931ec61069fff7c8ad23119718c068a035b9b1b",
            "a0e7cf5509d9d0d87ff9a4f6332f76a243de01f4e93289b290e937e7fd03224f");

    /** Header of {@link #sevenByteNotice} with extranonce1 1165060344b679, eight zero bytes and nonce 0. */
    static final String HEADER_7 = "0400002035fd44bf837bdc13c6e5607db472b528a804d2484907000000000000"
            + "00000000cd1be82132ef0d12053dcece1fa0247fcfdb61d4dbd3eb32ea9ef9b4"
            + "c604a846d88b656401dd051700000000";

    private Vectors() {}

    /** The notification of block 227836 under another job id. */
    static String notify(String jobId) {
        return line(
                jobId,
                PREVIOUS_227836,
                COINB1_227836,
                COINB2_227836,
                BRANCH_227836,
                "00000002",
                "1a02816e",
                "514f20ac");
    }

    /** The same job on a chain where nearly every second hash is a block. */
    static String notifyEasyBlock(String jobId) {
        return line(
                jobId,
                PREVIOUS_227836,
                COINB1_227836,
                COINB2_227836,
                BRANCH_227836,
                "20000000",
                "207fffff",
                "514f20ac");
    }

    static JobNotice notice227836() {
        return JobNotice.read(json(notify("1")).path("params"));
    }

    /** A job for a connection with an extranonce1 of seven bytes. */
    static JobNotice sevenByteNotice() {
        return JobNotice.read(
                json(line("7", PREVIOUS_7, COINB1_7, COINB2_7, BRANCH_7, "20000004", "1705dd01", "64658bd8"))
                        .path("params"));
    }

    static StratumJob job227836(int versionMask) {
        return new StratumJob(
                1,
                notice227836(),
                new ExtranonceSpace("58029a11", 4),
                ShareTarget.of(Difficulty.of("20562131"), 1),
                versionMask);
    }

    static JsonNode json(String text) {
        try {
            return Fields.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static String line(
            String id,
            String previous,
            String coinb1,
            String coinb2,
            List<String> branch,
            String version,
            String bits,
            String time) {
        String nodes = branch.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
        return "{\"id\":null,\"method\":\"mining.notify\",\"params\":[\"" + id + "\",\"" + previous + "\",\"" + coinb1
                + "\",\"" + coinb2 + "\"," + nodes + ",\"" + version + "\",\"" + bits + "\",\"" + time + "\",true]}";
    }
}
