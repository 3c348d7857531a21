package io.otedama.pow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.SeededRandom;
import io.otedama.chain.Target;
import io.otedama.chain.Vectors;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.SCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScryptProofOfWorkTest {
    private final PowHasher hasher = new ScryptProofOfWork().newHasher();

    /** From Litecoin Core, src/test/scrypt_tests.cpp. */
    @ParameterizedTest
    @CsvSource({
        "020000004c1271c211717198227392b029a64a7971931d351b387bb80db027f270411e39"
                + "8a07046f7d4a08dd815412a8712f874a7ebf0507e3878bd24e20a3b73fd750a667d2f451eac7471b00de6659,"
                + "00000000002bef4107f882f6115e0b01f348d21195dacd3582aa2dabd7985806",
        "0200000011503ee6a855e900c00cfdd98f5f55fffeaee9b6bf55bea9b852d9de2ce35828"
                + "e204eef76acfd36949ae56d1fbe81c1ac9c0209e6331ad56414f9072506a77f8c6faf551eac7471b00389d01,"
                + "00000000003a0d11bdd5eb634e08b7feddcfbbf228ed35d250daf19f1c88fc94",
    })
    void litecoinHeaders(String header, String displayed) {
        assertThat(hash(Hex.decode(header))).hasToString(displayed);
    }

    @Test
    void theParentOfDogecoin371337MeetsTheChildsTarget() {
        byte[] auxpow = Vectors.of("dogecoin_371337_auxpow.txt").bytes("auxpow");
        Hash256 hash = hash(Arrays.copyOfRange(auxpow, auxpow.length - 80, auxpow.length));
        assertThat(hash).hasToString("0000000000192392f32b46c8116f212fd698f7181b8f499c2096f5ff024ee6b3");
        assertThat(Target.ofCompact(0x1b364184).isMetBy(hash)).isTrue();
        assertThat(Target.ofCompact(0x1b192300).isMetBy(hash)).isFalse();
    }

    @Test
    void randomHeadersAgreeWithBouncyCastle() {
        SeededRandom random = SeededRandom.forTest(ScryptProofOfWorkTest.class);
        for (int round = 0; round < 200; round++) {
            byte[] header = random.bytes(80);
            assertThat(hash(header).toBytes()).isEqualTo(SCrypt.generate(header, header, 1024, 1, 1, 32));
        }
    }

    @Test
    void offsetsAndNeighboursAreRespected() {
        byte[] bytes = SeededRandom.forTest(ScryptProofOfWorkTest.class).bytes(100);
        byte[] before = bytes.clone();
        byte[] out = new byte[34];
        hasher.hash(bytes, 11, out, 1);
        assertThat(bytes).isEqualTo(before);
        assertThat(Hash256.ofInternal(out, 1)).isEqualTo(hash(Arrays.copyOfRange(bytes, 11, 91)));
        assertThat(out[0] | out[33]).isZero();
    }

    @Test
    void aMistakeOfTheCallerLeavesTheHasherUsable() {
        byte[] header = new byte[80];
        Hash256 expected = hash(header);
        assertThatThrownBy(() -> hasher.hash(header, 0, new byte[31], 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(hash(header)).isEqualTo(expected);
        assertThatThrownBy(() -> hasher.hash(header, 1, new byte[32], 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(hash(header)).isEqualTo(expected);
    }

    @Test
    void itAllocatesNothingPerHash() {
        byte[] header = new byte[80];
        byte[] out = new byte[32];
        assertThat(Allocation.bytesPerCall(1_000, 2_000, () -> hasher.hash(header, 0, out, 0)))
                .isLessThan(1.0);
    }

    @Test
    void whatItSaysOfItself() {
        ProofOfWork algorithm = new ScryptProofOfWork();
        assertThat(algorithm.name()).isEqualTo("scrypt");
        assertThat(algorithm.shareMultiplier()).isEqualTo(65_536);
        assertThat(algorithm.costClass()).isEqualTo(ProofOfWork.CostClass.EXPENSIVE);
    }

    private Hash256 hash(byte[] header) {
        byte[] out = new byte[32];
        hasher.hash(header, 0, out, 0);
        return Hash256.ofInternal(out);
    }
}
