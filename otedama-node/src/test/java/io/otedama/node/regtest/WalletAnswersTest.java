package io.otedama.node.regtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otedama.chain.Hex;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a payer must be able to rely on when things do not go the usual way. */
class WalletAnswersTest {
    private static final String MINER = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";
    private static final String NOBODY = "ff".repeat(32);

    private final ManualClock clock = new ManualClock();
    private final RegtestChain chain = RegtestChain.builder()
            .clock(clock)
            .coinbaseMaturity(1)
            .walletPassphrase("open sesame")
            .build();
    private RegtestServer server;
    private RpcCaller rpc;
    private WalletUser user;

    @BeforeEach
    void start() throws Exception {
        server = RegtestServer.start(chain);
        rpc = new RpcCaller(server);
        user = new WalletUser(rpc);
        chain.mineBlocks(3);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void unlock() throws Exception {
        rpc.result("walletpassphrase", "open sesame", 60);
    }

    private void expect(int code, String message, String method, Object... parameters) throws Exception {
        RpcCaller.Answer answer = rpc.call(method, parameters);
        assertThat(answer.errorCode()).as(answer.toString()).isEqualTo(code);
        assertThat(answer.errorMessage()).startsWith(message);
    }

    @Test
    void anEncryptedWalletSignsOnlyWhileItIsUnlocked() throws Exception {
        assertThat(rpc.result("getwalletinfo").path("unlocked_until").longValue())
                .isZero();
        String locked = "Error: Please enter the wallet passphrase with walletpassphrase first.";
        String raw = rpc.result(
                        "createrawtransaction", Json.array(), Json.object().put(MINER, 1))
                .textValue();
        String funded = rpc.result("fundrawtransaction", raw).path("hex").textValue();
        expect(-13, locked, "signrawtransactionwithwallet", funded);
        expect(-14, "Error: The wallet passphrase entered was incorrect", "walletpassphrase", "open", 60);
        expect(-8, "Timeout cannot be negative", "walletpassphrase", "open sesame", -1);
        expect(-8, "passphrase cannot be empty", "walletpassphrase", "", 1);
        unlock();
        assertThat(rpc.result("getwalletinfo").path("unlocked_until").longValue())
                .isEqualTo(clock.epochMillis() / 1_000 + 60);
        rpc.result("signrawtransactionwithwallet", funded);
        clock.advance(Duration.ofSeconds(60));
        expect(-13, locked, "signrawtransactionwithwallet", funded);
        unlock();
        rpc.result("walletlock");
        expect(-13, locked, "signrawtransactionwithwallet", funded);
        assertThat(rpc.result("getnewaddress").textValue()).isNotEmpty();
    }

    @Test
    void anUnencryptedWalletHasNoPassphrase() throws Exception {
        try (RegtestServer plain = RegtestServer.start(RegtestChain.builder().build())) {
            RpcCaller other = new RpcCaller(plain);
            assertThat(other.result("getwalletinfo").has("unlocked_until")).isFalse();
            assertThat(other.call("walletpassphrase", "x", 1).errorCode()).isEqualTo(-15);
            assertThat(other.call("walletlock").errorCode()).isEqualTo(-15);
        }
    }

    @Test
    void locksAreCheckedAllBeforeAnyIsSet() throws Exception {
        JsonNode coins = rpc.result("listunspent");
        ObjectNode first = WalletUser.outPoint(coins.path(0));
        ObjectNode absent = Json.object().put("txid", NOBODY).put("vout", 0);
        ObjectNode beyond = first.deepCopy().put("vout", 9);
        expect(-8, "Invalid parameter, unknown transaction", "lockunspent", false, list(first, absent));
        expect(-8, "Invalid parameter, vout index out of bounds", "lockunspent", false, list(first, beyond));
        expect(-8, "Invalid parameter, expected locked output", "lockunspent", true, list(first));
        expect(-8, "Invalid parameter, this wallet keeps no lock", "lockunspent", false, list(first), true);
        assertThat(rpc.result("listlockunspent").size()).isZero();
        rpc.result("lockunspent", false, list(first), false);
        expect(-8, "Invalid parameter, output already locked", "lockunspent", false, list(first));
        assertThat(rpc.result("listunspent").size()).isEqualTo(coins.size() - 1);
        unlock();
        String hex = user.sign(MINER, "60");
        assertThat(hex)
                .doesNotContain(
                        Hex.encode(Hex.reversed(Hex.decode(first.path("txid").textValue()))));
        rpc.result("lockunspent", true);
        rpc.result("sendrawtransaction", hex);
        ObjectNode spent = WalletUser.outPoint(
                rpc.result("decoderawtransaction", hex).path("vin").path(0));
        expect(-8, "Invalid parameter, expected unspent output", "lockunspent", false, list(spent));
    }

    private static JsonNode list(JsonNode... nodes) {
        return Json.array().addAll(List.of(nodes));
    }

    @Test
    void aConflictInABlockCountsBackwards() throws Exception {
        unlock();
        String hex = user.sign(MINER, "1");
        String rival = user.sign(MINER, "2"); // the same largest coin
        String txid = rpc.result("sendrawtransaction", hex).textValue();
        String other = rpc.result("decoderawtransaction", rival).path("txid").textValue();
        expect(-26, "txn-mempool-conflict", "sendrawtransaction", rival);
        chain.mineBlock();
        RegtestBlock parent = chain.blockAt(chain.height() - 1).orElseThrow();
        RegtestTransaction stronger = RegtestTransaction.parse(Hex.decode(rival));
        RegtestBlock side = chain.mineOn(parent.hash(), List.of(stronger));
        chain.mineOn(chain.mineOn(side.hash()).hash());

        JsonNode lost = rpc.result("gettransaction", txid);
        assertThat(lost.path("confirmations").intValue()).isEqualTo(-3);
        assertThat(lost.path("walletconflicts").path(0).textValue()).isEqualTo(other);
        assertThat(rpc.result("gettransaction", other).path("confirmations").intValue())
                .isEqualTo(3);
        expect(-25, "bad-txns-inputs-missingorspent", "sendrawtransaction", hex);
        assertThat(accept(hex).path("reject-reason").textValue()).isEqualTo("missing-inputs");
    }

    private JsonNode accept(String hex) throws Exception {
        return rpc.result("testmempoolaccept", Json.array().add(hex)).path(0);
    }

    @Test
    void outputsAndWaitingTransactionsCanBeAskedFor() throws Exception {
        unlock();
        String hex = user.sign(MINER, "1");
        assertThat(accept(hex).path("allowed").booleanValue()).isTrue();
        String txid = accept(hex).path("txid").textValue();
        expect(-5, "Transaction not in mempool", "getmempoolentry", txid);
        JsonNode spent = WalletUser.outPoint(
                rpc.result("decoderawtransaction", hex).path("vin").path(0));
        String source = spent.path("txid").textValue();
        assertThat(rpc.result("gettxout", source, 0).path("coinbase").booleanValue())
                .isTrue();
        rpc.result("sendrawtransaction", hex);

        assertThat(rpc.result("gettxout", source, 0).isNull()).isTrue();
        assertThat(rpc.result("gettxout", source, 0, false)
                        .path("confirmations")
                        .intValue())
                .isPositive();
        assertThat(rpc.result("gettxout", txid, 0).path("confirmations").intValue())
                .isZero();
        assertThat(rpc.result("gettxout", txid, 0, false).isNull()).isTrue();
        assertThat(rpc.result("getmempoolentry", txid).path("fees").path("base").decimalValue())
                .isPositive();
        assertThat(rpc.result("gettxspendingprevout", list(spent))
                        .path(0)
                        .path("spendingtxid")
                        .textValue())
                .isEqualTo(txid);
        assertThat(accept(hex).path("reject-reason").textValue()).isEqualTo("txn-already-in-mempool");
        assertThat(rpc.result("getbalances")
                        .path("mine")
                        .path("untrusted_pending")
                        .decimalValue())
                .isPositive();
    }

    @Test
    void dustAndTooSmallFeesAreNotRelayed() throws Exception {
        unlock();
        expect(-26, "dust", "sendrawtransaction", user.sign(MINER, "0.00000293"));
        assertThat(accept(user.sign(MINER, "0.00000294")).path("allowed").booleanValue())
                .isTrue();
        String raw = rpc.result(
                        "createrawtransaction", Json.array(), Json.object().put(MINER, 1))
                .textValue();
        String cheap = rpc.result("fundrawtransaction", raw, Json.object().put("feeRate", "0.000005"))
                .path("hex")
                .textValue();
        String signed =
                rpc.result("signrawtransactionwithwallet", cheap).path("hex").textValue();
        expect(-26, "min relay fee not met", "sendrawtransaction", signed);
        expect(
                -3,
                "Unexpected key feerate",
                "fundrawtransaction",
                raw,
                Json.object().put("feerate", 1));
        ObjectNode both = Json.object().put("feeRate", 1).put("fee_rate", 1);
        expect(-8, "Cannot specify both fee_rate", "fundrawtransaction", raw, both);
    }

    @Test
    void aCoinbaseMayBeSpentAfterAsManyBlocksAsWereChosen() throws Exception {
        RegtestChain slow = RegtestChain.builder().coinbaseMaturity(3).build();
        try (RegtestServer other = RegtestServer.start(slow)) {
            RpcCaller call = new RpcCaller(other);
            slow.mineBlocks(2);
            assertThat(call.result("listunspent")).isEmpty();
            assertThat(call.result("getbalances").path("mine").path("immature").decimalValue())
                    .isGreaterThan(BigDecimal.valueOf(100));
            slow.mineBlock();
            assertThat(call.result("listunspent")).hasSize(1);
            new WalletUser(call).pay(MINER, "1");
        }
    }

    @Test
    void bothUnitsOfTheFeeRateAreUnderstood() throws Exception {
        String raw = rpc.result(
                        "createrawtransaction", Json.array(), Json.object().put(MINER, 1))
                .textValue();
        ObjectNode perKilobyte = Json.object().put("feeRate", "0.0002").put("changePosition", 0);
        ObjectNode perByte = Json.object().put("fee_rate", 20).put("changePosition", 1);
        JsonNode first = rpc.result("fundrawtransaction", raw, perKilobyte);
        JsonNode second = rpc.result("fundrawtransaction", raw, perByte);
        assertThat(first.path("fee")).isEqualTo(second.path("fee"));
        assertThat(first.path("changepos").intValue()).isZero();
        assertThat(second.path("changepos").intValue()).isEqualTo(1);
    }

    @Test
    void listsWhatWasSentAndReceived() throws Exception {
        unlock();
        String txid = user.pay(MINER, "1");
        chain.mineBlock();
        JsonNode all = rpc.result("listtransactions", "*", 100);
        assertThat(all.findValuesAsText("category"))
                .containsExactly("generate", "generate", "generate", "generate", "send");
        JsonNode sent = all.path(4);
        assertThat(sent.path("txid").textValue()).isEqualTo(txid);
        assertThat(sent.path("amount").decimalValue()).isEqualByComparingTo("-1");
        assertThat(rpc.result("listtransactions", "*", 1, 1)).hasSize(1);
        expect(-8, "Negative count", "listtransactions", "*", -1);
    }

    @Test
    void aTestCanBreakSingleCalls() throws Exception {
        unlock();
        String hex = user.sign(MINER, "1");
        server.failCalls("sendrawtransaction", 1, -28, "Loading block index...");
        server.dropCalls("sendrawtransaction", 1);
        server.dropAnswers("sendrawtransaction", 1);
        expect(-28, "Loading", "sendrawtransaction", hex);
        assertBroken(hex);
        assertThat(rpc.result("getmempoolinfo").path("size").intValue()).isEqualTo(5);
        assertBroken(hex);
        assertThat(rpc.result("getmempoolinfo").path("size").intValue()).isEqualTo(6);
        server.failCalls("sendrawtransaction", 1, -1, "forgotten");
        server.clearFaults();
        rpc.result("sendrawtransaction", hex);
    }

    private void assertBroken(String hex) {
        assertThatThrownBy(() -> rpc.call("sendrawtransaction", hex)).isInstanceOf(IOException.class);
    }
}
