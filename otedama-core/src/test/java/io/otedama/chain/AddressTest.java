package io.otedama.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.error.AddressException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors: Bitcoin Core's key_io_valid.json, BIP 173, BIP 350. */
class AddressTest {
    static final List<Network> NETWORKS = Network.known();

    @ParameterizedTest
    @CsvSource({
        "1FsSia9rv4NeEwvJ2GvXrX7LyxYspbN2mo, 76a914a31c06bd463e3923bc1aadbde48b16976c08071788ac",
        "36j4NfKv6Akva9amjWrLG6MuSQym1GuEmm, a914373b819a068f32b7a6b38b6b38729647cfde01c287",
        "bc1qvyq0cc6rahyvsazfdje0twl7ez82ndmuac2lhv, 00146100fc6343edc8c874496cb2f5bbfec88ea9b77c",
        "bc1qyucykdlhp62tezs0hagqury402qwhk589q80tqs5myh3rxq34nwqhkdhv7,"
                + "002027304b37f70e94bc8a0fbf500e0c957a80ebda87280ef58214d92f119811acdc",
        "bc1p83n3au0rjylefxq2nc2xh2y4jzz4pm6zxj4mw5pagdjjr2a9f36s6jjnnu,"
                + "51203c671ef1e3913f94980a9e146ba895908550ef4234abb7503d436521aba54c75",
        "bc1z2rksukkjr8, 520250ed",
        "BC1SW50QGDZ25J, 6002751e",
        "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4, 0014751e76e8199196d454941c45d1b3a323f1433bd6",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0,"
                + "512079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
    })
    void bitcoinMain(String address, String script) {
        assertThat(scriptHex(address, Network.BITCOIN)).isEqualTo(script);
    }

    @ParameterizedTest
    @CsvSource({
        "n4fajahJrAuKbN7uNsKjLjQkz9Qn5ewJXQ, 76a914fdeca3b08e38af53d7c4c60e3ad208ce5066441088ac",
        "2MxFajLApXpYk4VodBSZSt7rw8y4ryABkfA, a91436e9f191e0b75036a77f65e2eaa4752443233fbe87",
        "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9, 00146f58bac9506f9bfb821d62e69330410bb56f0085",
        "bcrt1pfwxjqvtt4tcxrtdluukfmy2dv7xd2qzdfy6kajv5nwn4yam3wxkq3553uh,"
                + "51204b8d20316baaf061adbfe72c9d914d678cd5004d49356ec9949ba752777171ac",
    })
    void bitcoinRegtest(String address, String script) {
        assertThat(scriptHex(address, Network.BITCOIN_REGTEST)).isEqualTo(script);
    }

    @ParameterizedTest
    @CsvSource({
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd, needs a BECH32M checksum",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh, needs a BECH32 checksum",
        "bc1zw508d6qejxtdg4y5r3zarvaryvqyzf3du, padding",
        "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P, program of 16 bytes",
        "bc1gmk9yu, no witness program",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5, checksum is wrong",
        "BC13W508D6QEJXTDG4Y5R3ZARVARY0C5XW7KN40WF2, witness version 17",
        "bc1rw5uspcuh, needs a BECH32M checksum",
        "bc10w508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kw5rljs90, needs a BECH32M checksum",
        "bc1Qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4, mixes upper and lower case",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3b4, character 41",
        "bc1, too short",
        "1FsSia9rv4NeEwvJ2GvXrX7LyxYspbN2mp, base58 checksum is wrong",
        "1FsSia9rv4NeEwvJ2GvXrX7LyxYspbN2m0, character 34",
        "1111, base58 checksum is wrong",
        "111, too short",
        "tc1qw508d6qejxtdg4y5r3zarvary0c5xw7kg3g4ty, does not occur in base58",
    })
    void invalidOnBitcoinMain(String address, String reason) {
        assertRefused(address, Network.BITCOIN, "is not valid", reason, "bitcoin: use", "bc1…");
    }

    @Test
    void mixedCaseOfTestnetIsRefused() {
        String address = "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sL5k7";
        assertRefused(address, Network.BITCOIN_TESTNET3, "mixes upper and lower case", "tb1…");
        assertThat(scriptHex(address.toLowerCase(Locale.ROOT), Network.BITCOIN_TESTNET3))
                .isEqualTo("00201863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262");
    }

    @ParameterizedTest
    @FieldSource("NETWORKS")
    void everyKindOfEveryNetworkComesBack(Network network) {
        SeededRandom random = SeededRandom.forTest(AddressTest.class);
        for (int round = 0; round < 50; round++) {
            byte[] hash = random.bytes(20);
            hash[0] = round == 0 ? 0 : hash[0];
            String hex = Hex.encode(hash);
            assertThat(scriptHex(AddressText.base58(network.p2pkhVersion(), hash), network))
                    .isEqualTo("76a914" + hex + "88ac");
            for (int version : network.p2shVersions()) {
                assertThat(scriptHex(AddressText.base58(version, hash), network))
                        .isEqualTo("a914" + hex + "87");
            }
            assertThat(scriptHex(AddressText.segwit(network.bech32Prefix(), 0, hash), network))
                    .isEqualTo("0014" + hex);
            byte[] program = random.bytes(32);
            assertThat(scriptHex(AddressText.segwit(network.bech32Prefix(), 1, program), network))
                    .isEqualTo("5120" + Hex.encode(program));
        }
    }

    @Test
    void everyLengthOfEveryWitnessVersion() {
        for (int version = 0; version <= 17; version++) {
            for (int length = 0; length <= 42; length++) {
                String address = AddressText.segwit("bc", version, new byte[length]);
                boolean valid =
                        version == 0 ? length == 20 || length == 32 : version <= 16 && length >= 2 && length <= 40;
                if (valid) {
                    assertThat(Address.parse(address, Network.BITCOIN).script()).hasSize(2 + length);
                } else {
                    assertRefused(address, Network.BITCOIN, "is not valid");
                }
            }
        }
    }

    @Test
    void longerThanNinetyCharactersIsRefused() {
        String longest = AddressText.bech32("bc", new byte[81], Bech32.Variant.BECH32);
        assertThat(longest).hasSize(90);
        assertRefused(longest, Network.BITCOIN, "does not fit witness version 0");
        assertRefused(AddressText.bech32("bc", new byte[82], Bech32.Variant.BECH32M), Network.BITCOIN, "more than 90");
        assertRefused("1".repeat(91), Network.BITCOIN, "more than 90");
    }

    @Test
    void anAddressOfAnotherKnownNetworkIsNamed() {
        assertThatThrownBy(() -> Address.parse("bc1qvyq0cc6rahyvsazfdje0twl7ez82ndmuac2lhv", Network.LITECOIN_REGTEST))
                .isInstanceOf(AddressException.class)
                .hasMessage("address bc1qvyq0cc6rahyvsazfdje0twl7ez82ndmuac2lhv is of bitcoin, this pool mines"
                        + " litecoin-regtest: use an address that starts with rltc1…");
        String testnet = AddressText.segwit("tb", 0, new byte[20]);
        assertRefused(testnet, Network.BITCOIN, "is of bitcoin-testnet3 or bitcoin-testnet4");
        assertRefused(
                AddressText.base58(0x30, new byte[20]), Network.BITCOIN, "is of litecoin, this pool mines bitcoin:");
        assertRefused(AddressText.base58(0x00, new byte[20]), Network.LITECOIN, "is of bitcoin,");
    }

    @Test
    void anInvalidAddressOfAnotherNetworkIsInvalidFirst() {
        assertRefused("bc1qvyq0cc6rahyvsazfdje0twl7ez82ndmuac2lhw", Network.LITECOIN, "checksum is wrong");
    }

    @Test
    void anUnknownVersionByteIsRefused() {
        String dogecoin = AddressText.base58(0x1e, new byte[20]);
        assertRefused(dogecoin, Network.BITCOIN, "network unknown here (version byte 0x1e)");
        assertRefused(AddressText.base58(0x00, new byte[19]), Network.BITCOIN, "20 bytes instead of 21");
        assertRefused(AddressText.base58(0x00, new byte[21]), Network.BITCOIN, "22 bytes instead of 21");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ltcmweb1qq", "tmweb1qqt9rlpnnzhnjd", "TMWEB1QQ"})
    void mwebIsRefusedClearly(String address) {
        assertRefused(address, Network.LITECOIN_REGTEST, "MWEB address, which a coinbase cannot pay", "rltc1…");
    }

    @Test
    void hostileTextIsShownSafely() {
        assertRefused("", Network.BITCOIN, "the payout address is empty");
        assertRefused("abc\ndef\u202e", Network.BITCOIN, "address abc?def? is not valid: character 4 is a space");
        assertRefused(" bc1qvyq0cc6rahyvsazfdje0twl7ez82ndmuac2lhv", Network.BITCOIN, "character 1 is a space");
        assertThatThrownBy(() -> Address.parse("x".repeat(100_000), Network.BITCOIN))
                .isInstanceOf(AddressException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void oneChangedCharacterIsNeverAccepted() {
        SeededRandom random = SeededRandom.forTest(AddressTest.class);
        String alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
        for (String good : new String[] {
            "1FsSia9rv4NeEwvJ2GvXrX7LyxYspbN2mo", "bc1p83n3au0rjylefxq2nc2xh2y4jzz4pm6zxj4mw5pagdjjr2a9f36s6jjnnu"
        }) {
            for (int round = 0; round < 2_000; round++) {
                StringBuilder bad = new StringBuilder(good);
                bad.setCharAt(random.nextInt(good.length()), alphabet.charAt(random.nextInt(alphabet.length())));
                if (!good.contentEquals(bad)) {
                    assertRefused(bad.toString(), Network.BITCOIN, "use an address");
                }
            }
        }
    }

    @ParameterizedTest
    @FieldSource("NETWORKS")
    void oneScriptHasOneCanonicalText(Network network) {
        SeededRandom random = SeededRandom.forTest(AddressTest.class);
        for (int round = 0; round < 50; round++) {
            byte[] hash = random.bytes(20);
            hash[0] = round == 0 ? 0 : hash[0];
            String keyHash = AddressText.base58(network.p2pkhVersion(), hash);
            assertThat(Address.parse(keyHash, network).canonical()).isEqualTo(keyHash);
            String scriptHash = AddressText.base58(network.p2shVersions().get(0), hash);
            for (int version : network.p2shVersions()) {
                String spelling = AddressText.base58(version, hash);
                assertThat(Address.parse(spelling, network).canonical()).isEqualTo(scriptHash);
            }
            String witness = AddressText.segwit(network.bech32Prefix(), 1, random.bytes(32));
            assertThat(Address.parse(witness.toUpperCase(Locale.ROOT), network).canonical())
                    .isEqualTo(witness);
        }
    }

    @Test
    void theLegacyScriptHashOfLitecoinBecomesTheModernOne() {
        Address legacy = Address.parse("36j4NfKv6Akva9amjWrLG6MuSQym1GuEmm", Network.LITECOIN);
        assertThat(legacy.canonical()).startsWith("M").isNotEqualTo(legacy.toString());
        assertThat(scriptHex(legacy.canonical(), Network.LITECOIN)).isEqualTo(Hex.encode(legacy.script()));
    }

    @Test
    void theScriptIsACopy() {
        Address address = Address.parse("bc1z2rksukkjr8", Network.BITCOIN);
        address.script()[0] = 0;
        assertThat(Hex.encode(address.script())).isEqualTo("520250ed");
        assertThat(address).hasToString("bc1z2rksukkjr8");
    }

    private static String scriptHex(String address, Network network) {
        return Hex.encode(Address.parse(address, network).script());
    }

    private static void assertRefused(String address, Network network, String... parts) {
        assertThatThrownBy(() -> Address.parse(address, network))
                .as(address)
                .isInstanceOf(AddressException.class)
                .message()
                .contains(parts);
    }
}
