package io.otedama.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real headers; the vectors' README names their origins. */
class BlockHeaderTest {
    private static final String BITCOIN_ROOT = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b";
    private static final String TESTNET4_ROOT = "7aa0a7ae1e223414cb807e40cd57e667b718e42aaf9306db9102fe28912b7b4e";
    private static final String LITECOIN_ROOT = "97ddfbbae6be97fd6cdf3e7ca13232a3afff2353e29badfab7f73011edd4ced9";

    @ParameterizedTest
    @CsvSource({
        "227836, 00000000000000d0dfd4c9d588d325dce4f32c1b31b7c0064cba7025a9b9adcc",
        "481829, 000000000000000000917cba69f69b758fe396c8e30ae97bbcf08c4eb975e726",
    })
    void mainnetBlockHashes(int height, String hash) {
        BlockHeader header = BlockHeader.parse(Vectors.mainnet(height).bytes("header"), 0);
        assertThat(header.hash()).hasToString(hash);
        assertThat(header.target().isMetBy(header.hash())).isTrue();
    }

    @Test
    void block383616MeetsItsTarget() {
        BlockHeader header = BlockHeader.parse(Vectors.mainnet(383_616).bytes("header"), 0);
        assertThat(header.target().isMetBy(header.hash())).isTrue();
    }

    @Test
    void dogecoinBlockHashIsThatOfItsOwnHeader() {
        byte[] bytes = Vectors.of("dogecoin_371337_auxpow.txt").bytes("child_header");
        BlockHeader header = BlockHeader.parse(bytes, 0);
        assertThat(header.hash()).hasToString("60323982f9c5ff1b5a954eac9dc1269352835f47c2c5222691d80f0d50dcf053");
        assertThat(header.version()).isEqualTo(98 << 16 | 0x102);
        assertThat(Hex.encode8(header.bits())).isEqualTo("1b364184");
    }

    @Test
    void genesisBlocks() {
        assertGenesis(Network.BITCOIN, BITCOIN_ROOT, 1_231_006_505, 0x1d00ffff, 2_083_236_893);
        assertGenesis(Network.BITCOIN_TESTNET3, BITCOIN_ROOT, 1_296_688_602, 0x1d00ffff, 414_098_458);
        assertGenesis(Network.BITCOIN_TESTNET4, TESTNET4_ROOT, 1_714_777_860, 0x1d00ffff, 393_743_547);
        assertGenesis(Network.BITCOIN_REGTEST, BITCOIN_ROOT, 1_296_688_602, 0x207fffff, 2);
        assertGenesis(Network.LITECOIN, LITECOIN_ROOT, 1_317_972_665, 0x1e0ffff0, 2_084_524_493);
        assertGenesis(Network.LITECOIN_TESTNET, LITECOIN_ROOT, 1_486_949_366, 0x1e0ffff0, 293_345);
        assertGenesis(Network.LITECOIN_REGTEST, LITECOIN_ROOT, 1_296_688_602, 0x207fffff, 0);
    }

    private static void assertGenesis(Network network, String root, int time, int bits, int nonce) {
        BlockHeader header = new BlockHeader(1, Hash256.ZERO, Hash256.ofDisplay(root), time, bits, nonce);
        assertThat(header.hash()).as(network.name()).isEqualTo(network.genesis());
        assertThat(Network.ofGenesis(header.hash())).contains(network);
    }

    @Test
    void fieldsOfARealHeader() {
        byte[] bytes = Vectors.mainnet(481_829).bytes("header");
        BlockHeader header = BlockHeader.parse(bytes, 0);
        assertThat(header.version()).isEqualTo(0x20000002);
        assertThat(header.previousBlock().toInternalHex())
                .startsWith("230f7191cfa5c630")
                .endsWith("0000000000000000");
        assertThat(header.merkleRoot().toInternalHex()).startsWith("8dc5b66144b35ae3");
        assertThat(Hex.encode8(header.time())).isEqualTo("599e485d");
        assertThat(Hex.encode8(header.bits())).isEqualTo("18013ce9");
        assertThat(Hex.encode8(header.nonce())).isEqualTo("9c633303");
    }

    @Test
    void bytesComeBack() {
        SeededRandom random = SeededRandom.forTest(BlockHeaderTest.class);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = random.bytes(BlockHeader.BYTES + 7);
            BlockHeader header = BlockHeader.parse(bytes, 7);
            assertThat(Hex.encode(bytes)).endsWith(Hex.encode(header.toBytes()));
            assertThat(BlockHeader.parse(header.toBytes(), 0)).isEqualTo(header);
        }
    }

    @Test
    void tooFewBytesAreRefused() {
        assertThatThrownBy(() -> BlockHeader.parse(new byte[79], 0)).hasMessageContaining("found 79");
        assertThatThrownBy(() -> BlockHeader.parse(new byte[80], 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BlockHeader.parse(new byte[80], -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void impossibleBitsHaveNoTarget() {
        BlockHeader header = new BlockHeader(1, Hash256.ZERO, Hash256.ZERO, 0, 0, 0);
        assertThatThrownBy(header::target).isInstanceOf(IllegalArgumentException.class);
    }
}
