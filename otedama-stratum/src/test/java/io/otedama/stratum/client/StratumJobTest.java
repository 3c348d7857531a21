package io.otedama.stratum.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.otedama.chain.BlockHeader;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hex;
import io.otedama.chain.ShareTarget;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StratumJobTest {
    @Test
    void buildsTheHeaderOfARealBlock() {
        StratumJob job = Vectors.job227836(0);
        BlockHeader header = job.header(Hex.decode("00000355"), 0x514f20ac, 0x01cdf8d0, 0);

        assertThat(header.merkleRoot().toInternalHex())
                .isEqualTo("45ff55adc8d6bc183e9abfa7bdfef3e7b942d786dcd116e776ead8238451a238");
        assertThat(header.hash()).hasToString("00000000000000d0dfd4c9d588d325dce4f32c1b31b7c0064cba7025a9b9adcc");
        assertThat(job.networkTarget().isMetBy(header.hash())).isTrue();
        assertThat(job.shareTarget().target().isMetBy(header.hash())).isTrue();
        assertThat(ShareTarget.of(Difficulty.of("20562132"), 1).target().isMetBy(header.hash()))
                .isFalse();
    }

    @Test
    void buildsAHeaderWithASevenByteExtranonce1() {
        StratumJob job = new StratumJob(
                1,
                Vectors.sevenByteNotice(),
                new ExtranonceSpace("1165060344B679", 8),
                ShareTarget.of(Difficulty.ONE, 1),
                0);
        BlockHeader header = job.header(new byte[8], job.time(), 0, 0);

        assertThat(header.merkleRoot().toInternalHex())
                .isEqualTo("cd1be82132ef0d12053dcece1fa0247fcfdb61d4dbd3eb32ea9ef9b4c604a846");
        assertThat(Hex.encode(header.toBytes())).isEqualTo(Vectors.HEADER_7);
        assertThat(job.previousBlock()).hasToString("00000000000000000000074948d204a828b572b47d60e5c613dc7b83bf44fd35");
    }

    @ParameterizedTest
    @CsvSource({
        "20000000, 1fffe000, 00c00000, 20c00000",
        "20000004, 1fffe000, 1fffe000, 3fffe004",
        "3fffe000, 1fffe000, 00000000, 20000000",
        "20000000, 18000000, 08000000, 28000000",
        "20000000, 1fffe000, ffffffff, 3fffe000",
        "20000000, 00000000, 1fffe000, 20000000"
    })
    void rollsOnlyMaskedVersionBits(String version, String mask, String bits, String rolled) {
        ArrayNode params = (ArrayNode) Vectors.json(Vectors.notify("1")).path("params");
        params.set(5, version);
        StratumJob job = new StratumJob(
                1,
                JobNotice.read(params),
                new ExtranonceSpace("58029a11", 4),
                ShareTarget.of(Difficulty.ONE, 1),
                Integer.parseUnsignedInt(mask, 16));

        assertThat(Hex.encode8(job.rolledVersion(Integer.parseUnsignedInt(bits, 16))))
                .isEqualTo(rolled);
    }

    @Test
    void workUnitRollsToTheHeadersOfItsJob() {
        Random random = new Random(7);
        StratumJob job = Vectors.job227836(0x1fffe000);
        WorkUnit unit = new WorkUnit(job);
        for (int i = 0; i < 200; i++) {
            long counter = random.nextLong();
            int time = random.nextInt();
            int nonce = random.nextInt();
            int bits = random.nextInt();
            unit.extranonce2(counter);
            unit.versionBits(bits);
            unit.time(time);
            unit.nonce(nonce);
            byte[] extranonce2 = Hex.decode(Hex.encode8((int) counter));

            assertThat(unit.header())
                    .isEqualTo(job.header(extranonce2, time, nonce, bits).toBytes());
            assertThat(unit.extranonce2()).isEqualTo(extranonce2);
            assertThat(unit.versionBits()).isEqualTo(bits & 0x1fffe000);
        }
        unit.load(job);
        assertThat(unit.header())
                .isEqualTo(job.header(new byte[4], job.time(), 0, 0).toBytes());
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "7", "8", "9", "32"})
    void extranonce2IsBigEndianWithZerosBefore(int size) {
        StratumJob job = new StratumJob(
                1, Vectors.notice227836(), new ExtranonceSpace("", size), ShareTarget.of(Difficulty.ONE, 1), 0);
        WorkUnit unit = new WorkUnit(job);
        unit.extranonce2(0x0102030405060708L);

        String digits = "00".repeat(32) + "0102030405060708";
        assertThat(Hex.encode(unit.extranonce2())).isEqualTo(digits.substring(digits.length() - 2 * size));
        assertThat(unit.header())
                .isEqualTo(job.header(unit.extranonce2(), job.time(), 0, 0).toBytes());
    }

    @Test
    void extranonce2MustHaveTheExactSize() {
        StratumJob job = Vectors.job227836(0);
        assertThatThrownBy(() -> job.coinbase(new byte[3])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> job.coinbase(new byte[5])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExtranonceSpace("", 33)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExtranonceSpace("00".repeat(33), 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExtranonceSpace("abc", 4)).isInstanceOf(IllegalArgumentException.class);
    }

    static IntStream parameters() {
        return IntStream.range(0, 8);
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aJobWithAnUnreadableFieldIsAProtocolError(int index) {
        for (String bad : new String[] {"null", "\"\"", "\"xyz\"", "{}", "1.5", "1e999999999", "[1]"}) {
            boolean emptyIsFine = (index == 2 || index == 3) && bad.equals("\"\"");
            boolean anyTextIsFine = index == 0 && bad.equals("\"xyz\"");
            if (emptyIsFine || anyTextIsFine) {
                continue;
            }
            ArrayNode params = (ArrayNode) Vectors.json(Vectors.notify("1")).path("params");
            params.set(index, Vectors.json(bad));
            assertThatThrownBy(() -> JobNotice.read(params)).as(bad).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void branchAndIdHaveLimits() {
        ArrayNode params = (ArrayNode) Vectors.json(Vectors.notify("1")).path("params");
        ArrayNode branch = (ArrayNode) params.get(4);
        while (branch.size() < JobNotice.MAX_BRANCH) {
            branch.add("00".repeat(32));
        }
        params.set(0, "j".repeat(JobNotice.MAX_ID_CHARS));
        assertThat(JobNotice.read(params).merkleBranch).hasSize(JobNotice.MAX_BRANCH);
        params.set(0, "j".repeat(JobNotice.MAX_ID_CHARS + 1));
        assertThatThrownBy(() -> JobNotice.read(params)).isInstanceOf(ProtocolException.class);
        params.set(0, "j");
        branch.add("00".repeat(32));
        assertThatThrownBy(() -> JobNotice.read(params)).isInstanceOf(ProtocolException.class);
    }
}
