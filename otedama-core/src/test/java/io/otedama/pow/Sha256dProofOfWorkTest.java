package io.otedama.pow;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.SeededRandom;
import io.otedama.chain.Sha256d;
import io.otedama.chain.Vectors;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256dProofOfWorkTest {
    private final PowHasher hasher = new Sha256dProofOfWork().newHasher();

    @ParameterizedTest
    @ValueSource(ints = {227_836, 383_616, 481_829})
    void itIsTheBlockHash(int height) {
        byte[] header = Vectors.mainnet(height).bytes("header");
        byte[] out = new byte[40];
        hasher.hash(header, 0, out, 3);
        assertThat(Hash256.ofInternal(out, 3))
                .isEqualTo(BlockHeader.parse(header, 0).hash());
    }

    @Test
    void knownHashOf32Bytes() {
        byte[] input = new byte[32];
        Arrays.fill(input, (byte) 0x80);
        assertThat(Sha256d.of(input).toInternalHex())
                .isEqualTo("4f4eb6dbba8198745a278997e154e8309b571259e33fce4d3a31adea39dc9173");
    }

    @Test
    void offsetsAndNeighboursAreRespected() {
        byte[] bytes = SeededRandom.forTest(Sha256dProofOfWorkTest.class).bytes(100);
        byte[] before = bytes.clone();
        byte[] out = new byte[34];
        hasher.hash(bytes, 11, out, 1);
        assertThat(bytes).isEqualTo(before);
        assertThat(Hex.encode(Arrays.copyOfRange(out, 1, 33)))
                .isEqualTo(Sha256d.of(Arrays.copyOfRange(bytes, 11, 91)).toInternalHex());
        assertThat(out[0] | out[33]).isZero();
    }

    @Test
    void itAllocatesNothingPerHash() {
        byte[] header = Vectors.mainnet(227_836).bytes("header");
        byte[] out = new byte[32];
        assertThat(Allocation.bytesPerCall(50_000, 100_000, () -> hasher.hash(header, 0, out, 0)))
                .isLessThan(1.0);
    }

    @Test
    void whatItSaysOfItself() {
        ProofOfWork algorithm = new Sha256dProofOfWork();
        assertThat(algorithm.name()).isEqualTo("sha256d");
        assertThat(algorithm.shareMultiplier()).isEqualTo(1);
        assertThat(algorithm.costClass()).isEqualTo(ProofOfWork.CostClass.CHEAP);
    }
}
