package io.otedama.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.ShareTarget;
import io.otedama.chain.Vectors;
import io.otedama.job.Job;
import io.otedama.job.Solution;
import io.otedama.pow.ProofOfWork;
import io.otedama.pow.ProofOfWorks;
import io.otedama.spi.ClientClass;
import io.otedama.spi.JobVariant;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks that were really mined, as shares: job without a template, coinbase cut around an extranonce, known hash. */
class MinedBlocksTest {
    /** Mined header and coinbase (without witness) as a job and the share that solved it. */
    static ShareCandidate candidate(
            byte[] rawHeader, byte[] coinbase, int cut, int size1, int size2, List<Hash256> branch) {
        BlockHeader header = BlockHeader.parse(rawHeader, 0);
        JobVariant variant = new JobVariant(
                ClientClass.STANDARD,
                "",
                0,
                Arrays.copyOf(coinbase, cut),
                Arrays.copyOfRange(coinbase, cut + size1 + size2, coinbase.length));
        long time = Integer.toUnsignedLong(header.time());
        ShareCandidate c = new ShareCandidate();
        c.job = Job.builder()
                .number(1)
                .header(header.version(), header.previousBlock(), header.bits(), 1)
                .times(time - 600, time)
                .merkleBranch(branch)
                .variants(List.of(variant))
                .solutions(s -> {})
                .build();
        c.variant = variant;
        c.extranonce1 = number(coinbase, cut, size1);
        c.extranonce1Size = size1;
        c.extranonce2 = number(coinbase, cut + size1, size2);
        c.extranonce2Size = size2;
        c.ntime = header.time();
        c.nonce = header.nonce();
        c.target = ShareTarget.of(Difficulty.ONE, 1);
        return c;
    }

    private static long number(byte[] bytes, int at, int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | (bytes[at + i] & 0xff);
        }
        return value;
    }

    /** The form that is hashed: marker, flag and the witness item of 34 bytes cut out. */
    static byte[] stripped(byte[] coinbase) {
        if (coinbase[4] != 0) {
            return coinbase;
        }
        return ByteBuffer.allocate(coinbase.length - 36)
                .put(coinbase, 0, 4)
                .put(coinbase, 6, coinbase.length - 6 - 34 - 4)
                .put(coinbase, coinbase.length - 4, 4)
                .array();
    }

    @ParameterizedTest
    @CsvSource({
        "227836, 58, 4, 4, 00000000000000d0dfd4c9d588d325dce4f32c1b31b7c0064cba7025a9b9adcc",
        "383616, 52, 2, 5, ''",
        "481829, 46, 8, 8, 000000000000000000917cba69f69b758fe396c8e30ae97bbcf08c4eb975e726"
    })
    void rule13_aMinedBlockIsRecognisedFromItsParts(int height, int cut, int size1, int size2, String known) {
        Vectors v = Vectors.mainnet(height);
        byte[] coinbase = stripped(v.bytes("coinbase"));
        ShareCandidate c = candidate(v.bytes("header"), coinbase, cut, size1, size2, v.hashes("branch"));
        ShareVerdict verdict =
                new ShareValidator(ProofOfWorks.byName("sha256d")).validate(c, Integer.toUnsignedLong(c.ntime));
        assertThat(verdict).isEqualTo(ShareVerdict.ACCEPTED);
        assertThat(c.isBlock).isTrue();
        Solution s = c.toSolution();
        assertThat(Hex.encode(s.header())).isEqualTo(Hex.encode(v.bytes("header")));
        assertThat(Hex.encode(s.coinbase())).isEqualTo(Hex.encode(coinbase));
        assertThat(s.blockHash())
                .isEqualTo(BlockHeader.parse(v.bytes("header"), 0).hash());
        if (!known.isEmpty()) {
            assertThat(s.blockHash()).hasToString(known);
        }
    }

    @Test
    void rule17_anotherNonceIsNeitherBlockNorShare() {
        Vectors v = Vectors.mainnet(227836);
        ShareCandidate c = candidate(v.bytes("header"), v.bytes("coinbase"), 58, 4, 4, v.hashes("branch"));
        c.nonce++;
        ShareVerdict verdict =
                new ShareValidator(ProofOfWorks.byName("sha256d")).validate(c, Integer.toUnsignedLong(c.ntime));
        assertThat(verdict).isEqualTo(ShareVerdict.LOW_DIFFICULTY);
        assertThat(c.isBlock).isFalse();
    }

    @Test
    void rule15_theNetworkTargetOfBlock227836IsMetOnlyAboveItsDifficulty() {
        Vectors v = Vectors.mainnet(227836);
        ShareCandidate c = candidate(v.bytes("header"), v.bytes("coinbase"), 58, 4, 4, v.hashes("branch"));
        ShareValidator validator = new ShareValidator(ProofOfWorks.byName("sha256d"));
        c.target = ShareTarget.of(Difficulty.of("20562131"), 1);
        assertThat(validator.validate(c, Integer.toUnsignedLong(c.ntime))).isEqualTo(ShareVerdict.ACCEPTED);
        c.target = ShareTarget.of(Difficulty.of("20562132"), 1);
        assertThat(validator.validate(c, Integer.toUnsignedLong(c.ntime))).isEqualTo(ShareVerdict.LOW_DIFFICULTY);
    }

    @Test
    void rule13_anAuxPowParentIsJudgedByScryptAndKnownBySha256d() {
        byte[] aux = Vectors.of("dogecoin_371337_auxpow.txt").bytes("auxpow");
        byte[] coinbase = Arrays.copyOf(aux, coinbaseLength(aux));
        int branchAt = coinbase.length + 32;
        int count = aux[branchAt];
        Hash256[] branch = new Hash256[count];
        for (int i = 0; i < count; i++) {
            branch[i] = Hash256.ofInternal(aux, branchAt + 1 + 32 * i);
        }
        byte[] header = Arrays.copyOfRange(aux, aux.length - 80, aux.length);
        ProofOfWork scrypt = ProofOfWorks.byName("scrypt");
        // the eight bytes behind the merged-mining blob
        ShareCandidate c = candidate(header, coinbase, 42 + 56 - 8, 4, 4, List.of(branch));
        c.target = ShareTarget.of(Difficulty.of(1), scrypt.shareMultiplier());
        ShareVerdict verdict = new ShareValidator(scrypt).validate(c, Integer.toUnsignedLong(c.ntime));
        assertThat(verdict).isEqualTo(ShareVerdict.ACCEPTED);
        assertThat(Hash256.ofInternal(c.headerHash))
                .hasToString("45df41e40aba5b2a03d08bd1202a1c02ef3954d8aa22ea6c5ae62fd00f290ea9");
        // the parent's own target 1b02548b is not met: 0000000000192392… is above 0000000000002548b…
        assertThat(c.isBlock)
                .isEqualTo(c.job.networkTarget()
                        .isMetBy(
                                Hash256.ofDisplay("0000000000192392f32b46c8116f212fd698f7181b8f499c2096f5ff024ee6b3")));
    }

    private static int coinbaseLength(byte[] aux) {
        int scriptLength = aux[41] & 0xff;
        int outputAt = 42 + scriptLength + 4 + 1;
        int outScript = aux[outputAt + 8] & 0xff;
        return outputAt + 9 + outScript + 4;
    }
}
