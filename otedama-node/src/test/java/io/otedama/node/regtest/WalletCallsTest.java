package io.otedama.node.regtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otedama.chain.Address;
import io.otedama.chain.Hex;
import io.otedama.chain.Network;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WalletCallsTest {
    private static final String MINER = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";

    private final RegtestChain chain = RegtestChain.builder().build();
    private RegtestServer server;
    private RpcCaller rpc;

    @BeforeEach
    void start() {
        server = RegtestServer.start(chain);
        rpc = new RpcCaller(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void writesAddressesThatReadBack() throws Exception {
        for (String text : List.of(MINER, "bcrt1pfwxjqvtt4tcxrtdluukfmy2dv7xd2qzdfy6kajv5nwn4yam3wxkq3553uh")) {
            byte[] script = Address.parse(text, Network.BITCOIN_REGTEST).script();
            assertThat(SegwitAddress.of(script, "bcrt")).isEqualTo(text);
        }
        assertThat(SegwitAddress.of(Scripts.keyHash(new byte[20]), "bcrt")).isEmpty();
        String fresh = rpc.result("getnewaddress").textValue();
        assertThat(fresh).startsWith("bcrt1q").hasSize(64);
        byte[] script = Address.parse(fresh, Network.BITCOIN_REGTEST).script();
        assertThat(rpc.result("validateaddress", fresh).path("scriptPubKey").textValue())
                .isEqualTo(Hex.encode(script));
        assertThat(rpc.result("validateaddress", "nonsense").path("isvalid").booleanValue())
                .isFalse();
    }

    @Test
    void rewardsCountOnceTheyAreMature() throws Exception {
        chain.mineBlocks(99);
        assertThat(rpc.result("getbalance").decimalValue()).isZero();
        chain.mineBlock();
        long first = chain.blockAt(1).orElseThrow().coinbase().outputs().get(0).value();
        assertThat(Json.baseUnits(rpc.result("getbalance"))).isEqualTo(first);
        JsonNode unspent = rpc.result("listunspent");
        assertThat(unspent.size()).isEqualTo(1);
        assertThat(unspent.path(0).path("confirmations").intValue()).isEqualTo(100);
        assertThat(rpc.result("listunspent", 101).size()).isZero();
    }

    private String create(String address, String amount) throws Exception {
        ObjectNode outputs = Json.object().put(address, amount);
        return rpc.result("createrawtransaction", Json.array(), Json.array().add(outputs))
                .textValue();
    }

    private JsonNode fund(String hex) throws Exception {
        return rpc.result("fundrawtransaction", hex, Json.object().put("lockUnspents", true));
    }

    @Test
    void paysWithATxidThatIsKnownBeforeItIsSent() throws Exception {
        chain.mineBlocks(110);
        JsonNode funded = fund(create(MINER, "60.5"));
        assertThat(rpc.result("listlockunspent").size()).isEqualTo(2);
        JsonNode signed =
                rpc.result("signrawtransactionwithwallet", funded.path("hex").textValue());
        assertThat(signed.path("complete").booleanValue()).isTrue();
        String hex = signed.path("hex").textValue();
        JsonNode decoded = rpc.result("decoderawtransaction", hex);
        String txid = decoded.path("txid").textValue();
        assertThat(decoded.path("vout").path(0).path("value").decimalValue()).isEqualByComparingTo("60.5");
        assertThat(decoded.path("vout")
                        .path(0)
                        .path("scriptPubKey")
                        .path("address")
                        .textValue())
                .isEqualTo(MINER);
        assertThat(rpc.call("gettransaction", txid).errorCode()).isEqualTo(-5);
        assertThat(rpc.call("getrawtransaction", txid).errorCode()).isEqualTo(-5);

        assertThat(rpc.result("sendrawtransaction", hex).textValue()).isEqualTo(txid);
        assertThat(rpc.result("sendrawtransaction", hex).textValue()).isEqualTo(txid);
        assertThat(rpc.result("listlockunspent").size()).isZero();
        JsonNode waiting = rpc.result("gettransaction", txid);
        assertThat(waiting.path("confirmations").intValue()).isZero();
        assertThat(waiting.path("amount").decimalValue()).isEqualByComparingTo("-60.5");
        assertThat(waiting.path("fee").decimalValue().negate())
                .isEqualByComparingTo(funded.path("fee").decimalValue());

        RegtestBlock block = chain.mineBlock();
        chain.mineBlock();
        JsonNode paid = rpc.result("gettransaction", txid);
        assertThat(paid.path("confirmations").intValue()).isEqualTo(2);
        assertThat(paid.path("blockhash").textValue()).isEqualTo(block.hash().toString());
        assertThat(rpc.result("getrawtransaction", txid).textValue()).isEqualTo(hex);
        assertThat(rpc.call("sendrawtransaction", hex).errorCode()).isEqualTo(-27);

        chain.reorg(2);
        assertThat(rpc.result("gettransaction", txid).path("confirmations").intValue())
                .isZero();
        chain.mineBlock();
        assertThat(rpc.result("getrawtransaction", txid, true)
                        .path("confirmations")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void refusesWhatCannotBePaid() throws Exception {
        chain.mineBlocks(101);
        RpcCaller.Answer poor = rpc.call("fundrawtransaction", create(MINER, "1000"));
        assertThat(poor.errorCode()).isEqualTo(-4);
        assertThat(poor.errorMessage()).isEqualTo("Insufficient funds");
        JsonNode funded = fund(create(MINER, "1"));
        String unsigned = funded.path("hex").textValue();
        RpcCaller.Answer refused = rpc.call("sendrawtransaction", unsigned);
        assertThat(refused.errorCode()).isEqualTo(-26);
        assertThat(refused.errorMessage()).startsWith("mempool-script-verify-flag-failed");
        assertThat(rpc.call("sendrawtransaction", "00").errorCode()).isEqualTo(-22);
        assertThat(rpc.call("createrawtransaction", Json.array(), Json.object().put("bcrt1qbad", 1))
                        .errorCode())
                .isEqualTo(-5);

        JsonNode signed = rpc.result("signrawtransactionwithwallet", unsigned);
        rpc.result("sendrawtransaction", signed.path("hex").textValue());
        RegtestTransaction sent =
                RegtestTransaction.parse(Hex.decode(signed.path("hex").textValue()));
        RegtestTransaction twice =
                new RegtestTransaction(2, sent.inputs(), List.of(new TxOutput(1, new byte[] {0x51})), 0);
        RpcCaller.Answer conflict = rpc.call("sendrawtransaction", Hex.encode(twice.toBytes()));
        assertThat(conflict.errorMessage()).isEqualTo("txn-mempool-conflict");
        chain.mineBlock();
        RpcCaller.Answer spent = rpc.call("sendrawtransaction", Hex.encode(twice.toBytes()));
        assertThat(spent.errorCode()).isEqualTo(-25);
        assertThat(spent.errorMessage()).isEqualTo("bad-txns-inputs-missingorspent");
    }

    @Test
    void theReceiverCanPayTheFee() throws Exception {
        chain.mineBlocks(101);
        ObjectNode options = Json.object();
        options.putArray("subtractFeeFromOutputs").add(0);
        JsonNode funded = rpc.result("fundrawtransaction", create(MINER, "2"), options);
        RegtestTransaction transaction =
                RegtestTransaction.parse(Hex.decode(funded.path("hex").textValue()));
        long fee = Json.baseUnits(funded.path("fee"));
        assertThat(fee).isPositive();
        assertThat(transaction.outputs().get(0).value()).isEqualTo(200_000_000L - fee);
    }

    @Test
    void locksAndUnlocks() throws Exception {
        chain.mineBlocks(101);
        JsonNode coin = rpc.result("listunspent").path(0);
        ObjectNode outPoint = Json.object();
        outPoint.set("txid", coin.path("txid"));
        outPoint.set("vout", coin.path("vout"));
        assertThat(rpc.result("lockunspent", false, Json.array().add(outPoint)).booleanValue())
                .isTrue();
        assertThat(rpc.result("listlockunspent").path(0)).isEqualTo(outPoint);
        assertThat(rpc.result("listunspent").size()).isEqualTo(1);
        assertThat(rpc.call("lockunspent", false, Json.array().add(outPoint)).errorCode())
                .isEqualTo(-8);
        assertThat(rpc.result("lockunspent", true).booleanValue()).isTrue();
        assertThat(rpc.result("listunspent").size()).isEqualTo(2);
        assertThat(rpc.result("estimatesmartfee", 6).path("errors").size()).isPositive();
    }

    @Test
    void generatesToAnAddress() throws Exception {
        JsonNode hashes = rpc.result("generatetoaddress", 3, MINER);
        assertThat(hashes.size()).isEqualTo(3);
        assertThat(chain.height()).isEqualTo(3);
        assertThat(chain.tip().coinbase().outputs().get(0).script())
                .isEqualTo(Address.parse(MINER, Network.BITCOIN_REGTEST).script());
    }
}
