package io.otedama.examples;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Amount;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.Network;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.node.wallet.CoreWallet;
import io.otedama.node.wallet.CoreWalletBuilder;
import io.otedama.spi.TxOutPoint;
import io.otedama.spi.Wallet;
import io.otedama.spi.WalletContract;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A wallet of a real daemon with a few coins, and the adapter on it. The coins come from another wallet of the same daemon,
 * the bank, which also gets the rewards.
 */
final class LitecoinWallet implements WalletContract.Fixture {
    static final String BANK = "bank";
    static final int COINS = 4;

    private static final String COIN = "1.5";
    private static final int MATURE = 110;

    private final LitecoinRegtest chain;
    private final String name;
    private final Random random;
    private final int firstHeight;
    private CoreWallet wallet;

    /**
     * @param name of the wallet, new
     * @param seed of the strangers
     */
    LitecoinWallet(LitecoinRegtest chain, String name, long seed) {
        this.chain = chain;
        this.name = name;
        this.random = new Random(seed);
        node().call("createwallet", name);
        for (int i = 0; i < COINS; i++) {
            node().callWallet(BANK, "sendtoaddress", chain.newAddress(0, name), new BigDecimal(COIN));
        }
        mine(1);
        this.firstHeight = node().height();
        this.wallet = builder().build();
    }

    /** One daemon whose bank has enough. */
    static LitecoinRegtest startWithBank(Path directory) {
        LitecoinRegtest chain = LitecoinRegtest.start(directory, 1);
        chain.node(0).call("createwallet", BANK);
        chain.mine(0, BANK, MATURE);
        return chain;
    }

    private LitecoinNode node() {
        return chain.node(0);
    }

    NodeEndpoint endpoint() {
        String login = LitecoinNode.USER + ':' + LitecoinNode.PASSWORD + '@';
        return NodeEndpoint.parse(node().rpcUrl().toString().replace("http://", "http://" + login))
                .forWallet(name);
    }

    CoreWalletBuilder builder() {
        return CoreWallet.builder().endpoint(endpoint()).network(Network.LITECOIN_REGTEST);
    }

    String name() {
        return name;
    }

    @Override
    public Wallet wallet() {
        return wallet;
    }

    /** P2PKH, P2SH, P2WPKH, P2WSH and P2TR by chance. */
    @Override
    public byte[] stranger() {
        return switch (random.nextInt(5)) {
            case 0 -> script("76a914", 20, "88ac");
            case 1 -> script("a914", 20, "87");
            case 2 -> script("0014", 20, "");
            case 3 -> script("0020", 32, "");
            default -> script("5120", 32, "");
        };
    }

    private byte[] script(String head, int length, String tail) {
        byte[] program = new byte[length];
        random.nextBytes(program);
        return Hex.decode(head + Hex.encode(program) + tail);
    }

    @Override
    public void mine(int blocks) {
        chain.mine(0, BANK, blocks);
    }

    @Override
    public Hash256 spendElsewhere(List<TxOutPoint> inputs) {
        List<Map<String, Object>> list = new ArrayList<>();
        long sum = 0;
        for (TxOutPoint input : inputs) {
            String txid = input.txid().toString();
            list.add(Map.of("txid", txid, "vout", input.index()));
            sum += units(node().call("gettxout", txid, input.index()).path("value"));
        }
        String amount = Amount.toCoins(sum - 50_000);
        String raw = node().call("createrawtransaction", list, List.of(Map.of(chain.newAddress(0, BANK), amount)))
                .asText();
        String signed = node().callWallet(name, "signrawtransactionwithwallet", raw)
                .path("hex")
                .asText();
        return Hash256.ofDisplay(node().call("sendrawtransaction", signed).asText());
    }

    @Override
    public void restart() {
        wallet.close(); // this daemon waits for open connections before it ends
        node().stop();
        launch();
    }

    /** Starts the daemon again; this version loads only the wallets it is told to. */
    void launch() {
        chain.restart(0);
        node().call("loadwallet", BANK);
        node().call("loadwallet", name);
        wallet.close();
        wallet = builder().build();
    }

    /** Makes the daemon write its chain to the disk, which otherwise only a proper end does. */
    void flush() {
        node().call("gettxoutsetinfo");
    }

    /** In the blocks since this wallet began, and among what waits. */
    @Override
    public long received(byte[] script) {
        String hex = Hex.encode(script);
        long sum = 0;
        for (JsonNode transaction : transactions()) {
            for (JsonNode output : transaction.path("vout")) {
                boolean ours = output.path("scriptPubKey").path("hex").asText().equals(hex);
                sum += ours ? units(output.path("value")) : 0;
            }
        }
        return sum;
    }

    List<JsonNode> transactions() {
        List<JsonNode> all = new ArrayList<>();
        for (int height = firstHeight + 1; height <= node().height(); height++) {
            String block = node().call("getblockhash", height).asText();
            node().call("getblock", block, 2).path("tx").forEach(all::add);
        }
        node().call("getrawmempool").forEach(txid -> all.add(node().call("getrawtransaction", txid.asText(), true)));
        return all;
    }

    static long units(JsonNode coins) {
        return new BigDecimal(coins.asText()).movePointRight(8).longValueExact();
    }

    @Override
    public void close() {
        wallet.close();
    }
}
