package io.otedama.node.regtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hex;
import io.otedama.chain.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegtestServerIT {
    private final ManualClock clock = new ManualClock();
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private RegtestChain chain;
    private RegtestServer server;
    private RpcCaller rpc;

    @BeforeEach
    void start() {
        chain = RegtestChain.builder().clock(clock).build();
        server = RegtestServer.start(chain);
        rpc = new RpcCaller(server);
    }

    @AfterEach
    void stop() {
        server.close();
        pool.shutdownNow();
    }

    @Test
    void answersATemplateWithEveryKeyOfBitcoinCore() throws Exception {
        chain.mineBlocks(20);
        JsonNode json = rpc.result("getblocktemplate", RpcTemplates.request("segwit"));
        assertThat(keys(json))
                .containsExactly(
                        "capabilities",
                        "version",
                        "rules",
                        "vbavailable",
                        "vbrequired",
                        "previousblockhash",
                        "transactions",
                        "coinbaseaux",
                        "coinbasevalue",
                        "longpollid",
                        "target",
                        "mintime",
                        "mutable",
                        "noncerange",
                        "sigoplimit",
                        "sizelimit",
                        "weightlimit",
                        "curtime",
                        "bits",
                        "height",
                        "default_witness_commitment");
        assertThat(keys(json.path("transactions").path(0)))
                .containsExactly("data", "txid", "hash", "depends", "fee", "sigops", "weight");
        assertThat(json.path("target").textValue()).isEqualTo("7fffff" + "0".repeat(58));
        assertThat(json.path("height").intValue()).isEqualTo(21);
        assertThat(json.path("curtime").longValue())
                .isEqualTo(Math.max(
                        clock.epochMillis() / 1_000, json.path("mintime").longValue()));
        assertThat(json.path("longpollid").textValue())
                .startsWith(json.path("previousblockhash").textValue());
        assertThat(json.path("default_witness_commitment").textValue())
                .hasSize(76)
                .startsWith("6a24aa21a9ed");
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            keys.add(names.next());
        }
        return keys;
    }

    @Test
    void saysWhichTransactionsDependOnWhich() throws Exception {
        chain.addTransactions(200);
        JsonNode all =
                rpc.result("getblocktemplate", RpcTemplates.request("segwit")).path("transactions");
        int dependent = 0;
        for (int i = 0; i < all.size(); i++) {
            RegtestTransaction transaction =
                    RegtestTransaction.parse(Hex.decode(all.path(i).path("data").textValue()));
            for (JsonNode depends : all.path(i).path("depends")) {
                int at = depends.intValue() - 1;
                assertThat(at).isBetween(0, i - 1);
                String parent = all.path(at).path("txid").textValue();
                assertThat(transaction.inputs())
                        .anyMatch(input -> input.previous().txid().toString().equals(parent));
                dependent++;
            }
        }
        assertThat(dependent).isGreaterThan(10);
    }

    @ParameterizedTest
    @EnumSource
    void minesThroughTheSocketAlone(Chains kind) throws Exception {
        RegtestChain other = kind.builder().build();
        try (RegtestServer node = RegtestServer.start(other)) {
            RpcCaller caller = new RpcCaller(node);
            for (int i = 0; i < 20; i++) {
                JsonNode json = caller.result("getblocktemplate", RpcTemplates.request("segwit", "mweb"));
                RegtestBlock block = new BlockWorkshop(RpcTemplates.parse(json), kind.pow).build();
                assertThat(caller.result("submitblock", Hex.encode(block.toBytes()))
                                .isNull())
                        .isTrue();
                assertThat(caller.result("getbestblockhash").textValue())
                        .isEqualTo(block.hash().toString());
            }
            assertThat(caller.result("getblockcount").intValue()).isEqualTo(20);
            assertThat(caller.result("getblockhash", 0).textValue())
                    .isEqualTo(kind.network.genesis().toString());
        }
    }

    @Test
    void minesThreeHundredBlocksInARow() throws Exception {
        for (int i = 0; i < 300; i++) {
            JsonNode json = rpc.result("getblocktemplate", RpcTemplates.request("segwit"));
            RegtestBlock block = new BlockWorkshop(RpcTemplates.parse(json), Chains.SHA256D.pow).build();
            assertThat(rpc.result("submitblock", Hex.encode(block.toBytes())).isNull())
                    .isTrue();
        }
        assertThat(chain.height()).isEqualTo(300);
    }

    @Test
    void refusesTemplatesWithoutTheRules() throws Exception {
        for (Object request : List.of(Json.object(), RpcTemplates.request("csv"))) {
            RpcCaller.Answer answer = rpc.call("getblocktemplate", request);
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.errorCode()).isEqualTo(-8);
            assertThat(answer.errorMessage()).contains("segwit rule set");
            assertThat(answer.body().path("result").isNull()).isTrue();
            assertThat(answer.body().path("id").textValue()).isEqualTo("x");
        }
        try (RegtestServer litecoin =
                RegtestServer.start(Chains.SCRYPT.builder().build())) {
            RpcCaller.Answer answer = new RpcCaller(litecoin).call("getblocktemplate", RpcTemplates.request("segwit"));
            assertThat(answer.errorCode()).isEqualTo(-8);
            assertThat(answer.errorMessage()).contains("mweb");
        }
        ObjectNode other = RpcTemplates.request("segwit").put("mode", "other");
        assertThat(rpc.call("getblocktemplate", other).errorMessage()).isEqualTo("Invalid mode");
    }

    @Test
    void answersEveryKindOfSubmission() throws Exception {
        RegtestBlock block = BlockWorkshop.on(chain, Chains.SHA256D.pow).build();
        RegtestBlock late = BlockWorkshop.on(chain, Chains.SHA256D.pow).build();
        BlockWorkshop noWork = BlockWorkshop.on(chain, Chains.SHA256D.pow);
        noWork.meetTarget = false;
        String hex = Hex.encode(block.toBytes());
        for (String bad : List.of("", "00", "zz", hex.substring(2), hex.substring(0, hex.length() - 2))) {
            RpcCaller.Answer answer = rpc.call("submitblock", bad);
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.errorCode()).isEqualTo(-22);
            assertThat(answer.errorMessage()).isEqualTo("Block decode failed");
        }
        assertThat(rpc.result("submitblock", Hex.encode(noWork.build().toBytes()))
                        .textValue())
                .isEqualTo("high-hash");
        assertThat(rpc.result("submitblock", hex).isNull()).isTrue();
        assertThat(rpc.result("submitblock", hex).textValue()).isEqualTo("duplicate");
        BlockWorkshop side = BlockWorkshop.on(chain, Chains.SHA256D.pow);
        side.others.clear();
        side.previous = late.header().previousBlock();
        side.coinbaseScript = new byte[] {0x51, 0x00};
        side.outputs.set(0, new TxOutput(1, new byte[] {0x51}));
        assertThat(rpc.result("submitblock", Hex.encode(side.build().toBytes())).textValue())
                .isEqualTo("inconclusive");
    }

    @Test
    void judgesProposalsWithoutWorkAndKeepsNothing() throws Exception {
        BlockWorkshop shop = BlockWorkshop.on(chain, Chains.SHA256D.pow);
        shop.meetTarget = false;
        ObjectNode request = RpcTemplates.request("segwit").put("mode", "proposal");
        request.put("data", Hex.encode(shop.build().toBytes()));
        assertThat(rpc.result("getblocktemplate", request).isNull()).isTrue();
        assertThat(rpc.result("getblocktemplate", request).isNull()).isTrue();
        shop.coinbaseScript = new byte[] {0x52, 0x00};
        request.put("data", Hex.encode(shop.build().toBytes()));
        assertThat(rpc.result("getblocktemplate", request).textValue()).isEqualTo("bad-cb-height");
        shop.previous = Network.LITECOIN.genesis();
        request.put("data", Hex.encode(shop.build().toBytes()));
        assertThat(rpc.result("getblocktemplate", request).textValue()).isEqualTo("inconclusive-not-best-prevblk");
        assertThat(chain.height()).isZero();
    }

    @Test
    void aLongPollWakesOnANewTip() throws Exception {
        ObjectNode request = RpcTemplates.request("segwit");
        JsonNode first = rpc.result("getblocktemplate", request);
        request.put("longpollid", first.path("longpollid").textValue());
        Future<JsonNode> poll = pool.submit(() -> new RpcCaller(server).result("getblocktemplate", request));
        chain.addTransactions(1);
        assertThat(poll.isDone()).isFalse();
        RegtestBlock block = chain.mineBlock();
        JsonNode second = poll.get(20, TimeUnit.SECONDS);
        assertThat(second.path("previousblockhash").textValue())
                .isEqualTo(block.hash().toString());
        JsonNode stale = rpc.result("getblocktemplate", request);
        assertThat(stale.path("height").intValue()).isEqualTo(2);
    }

    @Test
    void aLongPollIsAnsweredForNewTransactionsAfterAMinute() throws Exception {
        ObjectNode request = RpcTemplates.request("segwit");
        JsonNode first = rpc.result("getblocktemplate", request);
        request.put("longpollid", first.path("longpollid").textValue());
        Future<JsonNode> poll = pool.submit(() -> new RpcCaller(server).result("getblocktemplate", request));
        await().until(() -> {
            clock.advance(Duration.ofSeconds(61)); // again until the poll has begun
            return poll.isDone();
        });
        assertThat(poll.get().path("transactions").size()).isGreaterThan(5);
    }

    @Test
    void showsBlocksOfEveryBranch() throws Exception {
        chain.mineBlocks(3);
        RegtestBlock left = chain.tip();
        chain.reorg(1);
        JsonNode stale = rpc.result("getblockheader", left.hash().toString());
        assertThat(stale.path("confirmations").intValue()).isEqualTo(-1);
        assertThat(stale.path("height").intValue()).isEqualTo(3);
        String second = rpc.result("getblockhash", 2).textValue();
        JsonNode json = rpc.result("getblockheader", second, true);
        assertThat(json.path("confirmations").intValue()).isEqualTo(3);
        assertThat(json.path("nextblockhash").textValue())
                .isEqualTo(rpc.result("getblockhash", 3).textValue());
        byte[] header = Hex.decode(rpc.result("getblockheader", second, false).textValue());
        assertThat(BlockHeader.parse(header, 0).hash().toString()).isEqualTo(second);
        byte[] raw = Hex.decode(rpc.result("getblock", second, 0).textValue());
        assertThat(RegtestBlock.parse(raw).hash().toString()).isEqualTo(second);
        JsonNode block = rpc.result("getblock", second);
        assertThat(block.path("tx").size()).isEqualTo(6);
        assertThat(block.path("nTx").intValue()).isEqualTo(6);

        RpcCaller.Answer unknown = rpc.call("getblockheader", "77".repeat(32));
        assertThat(unknown.errorCode()).isEqualTo(-5);
        assertThat(unknown.errorMessage()).isEqualTo("Block not found");
        assertThat(rpc.call("getblockhash", 99).errorCode()).isEqualTo(-8);
        assertThat(rpc.call("getblockheader", "77").errorCode()).isEqualTo(-8);
        JsonNode state = rpc.result("getblockchaininfo");
        assertThat(state.path("chain").textValue()).isEqualTo("regtest");
        assertThat(state.path("blocks").intValue()).isEqualTo(4);
        assertThat(state.path("initialblockdownload").booleanValue()).isFalse();
        assertThat(rpc.result("getnetworkinfo").path("connections").intValue()).isEqualTo(1);
    }

    @Test
    void refusesStrangersAndNonsense() throws Exception {
        String url = server.url();
        assertThat(new RpcCaller(url.replace("//", "//x")).call("getblockcount").status())
                .isEqualTo(401);
        assertThat(new RpcCaller(server.endpoint().toString())
                        .call("getblockcount")
                        .status())
                .isEqualTo(401);
        assertThat(rpc.get().status()).isEqualTo(405);
        assertThat(rpc.post(new byte[] {'{'}).errorCode()).isEqualTo(-32700);
        assertThat(rpc.post("[]".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .errorCode())
                .isEqualTo(-32600);
        RpcCaller.Answer unknown = rpc.call("nosuchmethod");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.errorCode()).isEqualTo(-32601);
        assertThat(rpc.call("getblockhash", "x").errorCode()).isEqualTo(-3);
        assertThat(rpc.call("getblockhash").errorCode()).isEqualTo(-1);
        assertThat(server.toString()).doesNotContain(server.password());
        assertThat(url).contains(server.user() + ":" + server.password() + "@127.0.0.1:");
    }

    @Test
    void readsTheLargestRequestAndNoLongerOne() throws Exception {
        byte[] request = new byte[RpcEndpoint.MAX_REQUEST_BYTES];
        java.util.Arrays.fill(request, (byte) ' ');
        byte[] call = "{\"method\":\"getblockcount\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        System.arraycopy(call, 0, request, 0, call.length);
        assertThat(rpc.post(request).result().intValue()).isZero();
        try {
            assertThat(rpc.post(java.util.Arrays.copyOf(request, request.length + 1))
                            .status())
                    .isEqualTo(413);
        } catch (IOException e) {
            // the server may close before everything is sent
        }
        assertThat(rpc.result("getblockcount").intValue()).isZero();
    }

    @Test
    void closesWithoutLeavingAThreadEvenWithLongPollsWaiting() throws Exception {
        ObjectNode request = RpcTemplates.request("segwit");
        request.put(
                "longpollid",
                rpc.result("getblocktemplate", request).path("longpollid").textValue());
        List<Future<JsonNode>> polls = new ArrayList<>();
        for (int i = 0; i < MiningCalls.MAX_LONG_POLLS; i++) {
            polls.add(pool.submit(() -> new RpcCaller(server).result("getblocktemplate", request)));
        }
        // one more than may wait is answered at once, but only after the others have begun to wait
        await().until(() -> {
            Future<JsonNode> more = pool.submit(() -> new RpcCaller(server).result("getblocktemplate", request));
            try {
                more.get(1, TimeUnit.SECONDS);
                return true;
            } catch (java.util.concurrent.TimeoutException e) {
                return false;
            }
        });
        server.close();
        server.close();
        for (Future<JsonNode> poll : polls) {
            assertThat(poll).failsWithin(Duration.ofSeconds(20));
        }
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t ->
                        t.getName().startsWith("regtest-rpc") || t.getName().contains("HTTP-Dispatcher")));
        assertThat(chain.mineBlock()).isNotNull();
    }

    @Test
    void severalServersServeOneChain() throws Exception {
        try (RegtestServer second = RegtestServer.start(chain, "user", "secret")) {
            assertThat(second.url()).isEqualTo("http://user:secret@127.0.0.1:" + second.port());
            chain.mineBlock();
            assertThat(new RpcCaller(second).result("getblockcount")).isEqualTo(rpc.result("getblockcount"));
        }
    }
}
