package io.otedama.chain;

import java.util.List;
import java.util.Optional;

/**
 * What the engine must know of a chain: how it is recognised, how addresses look, which proof of work it uses.
 *
 * @param name for people and logs, for example {@code bitcoin-regtest}
 * @param genesis hash of block 0; recognises the network at a node
 * @param algorithm name of the default proof of work ({@code sha256d}, {@code scrypt})
 * @param p2pkhVersion base58check version byte of pay-to-pubkey-hash
 * @param p2shVersions base58check version bytes of pay-to-script-hash, the current one first
 * @param bech32Prefix human-readable part of segwit addresses
 * @param subsidyHalvingInterval blocks between halvings of the subsidy
 * @param test true where coins are worth nothing
 */
public record Network(
        String name,
        Hash256 genesis,
        String algorithm,
        int p2pkhVersion,
        List<Integer> p2shVersions,
        String bech32Prefix,
        int subsidyHalvingInterval,
        boolean test) {

    /** Confirmations after which a coinbase may be spent; the same on every network of the family. */
    public static final int COINBASE_MATURITY = 100;

    private static final String SHA256D = "sha256d";
    private static final String SCRYPT = "scrypt";

    public static final Network BITCOIN = of(
            "bitcoin", "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f", SHA256D, 0x00, 0x05, "bc");
    public static final Network BITCOIN_TESTNET3 =
            bitcoinTest("testnet3", "000000000933ea01ad0ee984209779baaec3ced90fa3f408719526f8d77f4943", "tb", 210_000);
    public static final Network BITCOIN_TESTNET4 =
            bitcoinTest("testnet4", "00000000da84f2bafbbc53dee25a72ae507ff4914b867c565be350b0da8bf043", "tb", 210_000);
    public static final Network BITCOIN_REGTEST =
            bitcoinTest("regtest", "0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206", "bcrt", 150);
    public static final Network LITECOIN = new Network(
            "litecoin",
            Hash256.ofDisplay("12a765e31ffd4059bada1e25190f6e98c99d9714d334efa41a195a7e7e04bfe2"),
            SCRYPT,
            0x30,
            List.of(0x32, 0x05),
            "ltc",
            840_000,
            false);
    public static final Network LITECOIN_TESTNET = litecoinTest(
            "litecoin-testnet", "4966625a4b2851d9fdee139e56211a0d88575f59ed816ff5e6a63deb4e3e29a0", "tltc", 840_000);
    public static final Network LITECOIN_REGTEST = litecoinTest(
            "litecoin-regtest", "530827f38f93b43ed12af0b3ad25a288dc02ed74d6d7857862df51fc56c416f9", "rltc", 150);

    private static final List<Network> KNOWN = List.of(
            BITCOIN, BITCOIN_TESTNET3, BITCOIN_TESTNET4, BITCOIN_REGTEST, LITECOIN, LITECOIN_TESTNET, LITECOIN_REGTEST);

    /** Every network that is built in. Signet is missing on purpose: its blocks need a signature, pools cannot mine it. */
    public static List<Network> known() {
        return KNOWN;
    }

    /** The network whose block 0 has this hash, if it is built in. */
    public static Optional<Network> ofGenesis(Hash256 genesis) {
        return KNOWN.stream().filter(n -> n.genesis.equals(genesis)).findFirst();
    }

    private static Network of(String name, String genesis, String algorithm, int p2pkh, int p2sh, String prefix) {
        return new Network(name, Hash256.ofDisplay(genesis), algorithm, p2pkh, List.of(p2sh), prefix, 210_000, false);
    }

    private static Network bitcoinTest(String name, String genesis, String prefix, int halving) {
        return new Network(
                "bitcoin-" + name, Hash256.ofDisplay(genesis), SHA256D, 0x6f, List.of(0xc4), prefix, halving, true);
    }

    private static Network litecoinTest(String name, String genesis, String prefix, int halving) {
        return new Network(name, Hash256.ofDisplay(genesis), SCRYPT, 0x6f, List.of(0x3a, 0xc4), prefix, halving, true);
    }
}
