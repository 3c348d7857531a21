package io.otedama.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleTreeTest {
    /** Witness marker and flag after the version; witness item of 34 bytes before the lock time. */
    private static final int MARKER_BYTES = 2;

    private static final int WITNESS_BYTES = 34;

    @ParameterizedTest
    @ValueSource(ints = {227_836, 383_616, 481_829})
    void aMainnetCoinbaseFoldsToTheHeadersRoot(int height) {
        Vectors block = Vectors.mainnet(height);
        Hash256 txid = Sha256d.of(withoutWitness(block.bytes("coinbase")));
        assertThat(MerkleTree.fold(txid, block.hashes("branch")))
                .isEqualTo(BlockHeader.parse(block.bytes("header"), 0).merkleRoot());
    }

    @ParameterizedTest
    @CsvSource({
        "227836, 0f3601a5da2f516fa9d3f80c9bf6e530f1afb0c90da73e8f8ad0630c5483afe5, 7",
        "481829, 9c1ab453283035800c43eb6461eb46682b81be110a0cb89ee923882a5fd9daa4, 11",
    })
    void mainnetCoinbaseTxids(int height, String txid, int branchLength) {
        Vectors block = Vectors.mainnet(height);
        assertThat(Sha256d.of(withoutWitness(block.bytes("coinbase")))).hasToString(txid);
        assertThat(block.hashes("branch")).hasSize(branchLength);
    }

    @Test
    void theWitnessCommitmentOfBlock481829() {
        byte[] rootAndReserved = new byte[64];
        Hash256.ofInternal(Hex.decode("2dfc243e2db3b93d6c81ca16d0f32bd19d95d68dd9f8941205146af8b2dd020a"))
                .writeTo(rootAndReserved, 0);
        String commitment = Sha256d.of(rootAndReserved).toInternalHex();
        assertThat(commitment).isEqualTo("c3c1145d8070a57e433238e42e4c022c1e51ca2a958094af243ae1ee252ca106");
        assertThat(Hex.encode(Vectors.mainnet(481_829).bytes("coinbase"))).contains("6a24aa21a9ed" + commitment);
    }

    @Test
    void branchAndRootAgreeForEveryCount() {
        SeededRandom random = SeededRandom.forTest(MerkleTreeTest.class);
        List<Hash256> leaves = new ArrayList<>();
        for (int count = 1; count <= 70; count++) {
            leaves.add(Hash256.ofInternal(random.bytes(32)));
            List<Hash256> branch = MerkleTree.coinbaseBranch(leaves.subList(1, count));
            assertThat(branch).hasSize(32 - Integer.numberOfLeadingZeros(count - 1));
            assertThat(MerkleTree.fold(leaves.get(0), branch)).isEqualTo(MerkleTree.root(leaves));
        }
    }

    @Test
    void smallTreesByHand() {
        Hash256 a = Sha256d.of(new byte[] {1});
        Hash256 b = Sha256d.of(new byte[] {2});
        Hash256 c = Sha256d.of(new byte[] {3});
        assertThat(MerkleTree.root(List.of(a))).isEqualTo(a);
        assertThat(MerkleTree.root(List.of(a, b))).isEqualTo(pair(a, b));
        assertThat(MerkleTree.root(List.of(a, b, c))).isEqualTo(pair(pair(a, b), pair(c, c)));
        assertThat(MerkleTree.coinbaseBranch(List.of(b, c))).containsExactly(b, pair(c, c));
        assertThatThrownBy(() -> MerkleTree.root(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Hash256 pair(Hash256 left, Hash256 right) {
        return Sha256d.of(Hex.decode(left.toInternalHex() + right.toInternalHex()));
    }

    private static byte[] withoutWitness(byte[] coinbase) {
        if (coinbase[4] != 0) {
            return coinbase;
        }
        int outputsEnd = coinbase.length - 4 - WITNESS_BYTES;
        byte[] out = Arrays.copyOf(coinbase, coinbase.length - MARKER_BYTES - WITNESS_BYTES);
        System.arraycopy(coinbase, 4 + MARKER_BYTES, out, 4, outputsEnd - 4 - MARKER_BYTES);
        System.arraycopy(coinbase, coinbase.length - 4, out, out.length - 4, 4);
        return out;
    }
}
