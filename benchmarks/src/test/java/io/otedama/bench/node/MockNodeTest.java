package io.otedama.bench.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Network;
import io.otedama.chain.Target;
import io.otedama.node.rpc.CoinRpc;
import io.otedama.node.rpc.JsonRpcClient;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.node.rpc.NodeTemplate;
import io.otedama.node.rpc.RpcException;
import io.otedama.node.rpc.RpcLimits;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MockNodeTest {
    private static final List<String> RULES = List.of("segwit");
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Fixture(MockNode node, JsonRpcClient client, CoinRpc rpc) implements AutoCloseable {
        static Fixture of(int transactions) throws Exception {
            MockNode node =
                    new MockNode(MockNodeConfig.of(Network.BITCOIN, transactions, MockNodeConfig.DIFFICULTY_1_BITS));
            node.start();
            JsonRpcClient client = new JsonRpcClient(NodeEndpoint.parse(node.url()), RpcLimits.DEFAULT);
            return new Fixture(node, client, new CoinRpc(client));
        }

        @Override
        public void close() {
            client.close();
            node.close();
        }
    }

    @Test
    void aFullTemplateSurvivesAStrictReader() throws Exception {
        try (Fixture f = Fixture.of(MockNodeConfig.MAX_TRANSACTIONS)) {
            BlockTemplate template = f.rpc().template(RULES).template();
            assertThat(template.transactions()).hasSize(MockNodeConfig.MAX_TRANSACTIONS);
            assertThat(template.previousBlock()).isEqualTo(f.rpc().bestBlock());
            assertThat(template.height()).isEqualTo(f.node().height() + 1);
            long weight = template.transactions().stream()
                    .mapToLong(tx -> tx.weight())
                    .sum();
            assertThat(weight).isBetween(2_000_000L, 3_990_000L);
            long fees =
                    template.transactions().stream().mapToLong(tx -> tx.fee()).sum();
            assertThat(template.coinbaseValue()).isEqualTo(312_500_000L + fees);
        }
    }

    @Test
    void theSameSeedMakesTheSameTransactions() {
        assertThat(TransactionSet.make(7, 50).json())
                .isEqualTo(TransactionSet.make(7, 50).json());
        assertThat(TransactionSet.make(7, 50).json())
                .isNotEqualTo(TransactionSet.make(8, 50).json());
    }

    @Test
    void aLongPollIsAnsweredByTheNextBlock() throws Exception {
        try (Fixture f = Fixture.of(3)) {
            NodeTemplate first = f.rpc().template(RULES);
            String known = String.valueOf(first.longPollId());
            CompletableFuture<String> waiting =
                    CompletableFuture.supplyAsync(() -> f.rpc().awaitTemplate(RULES, known, WAIT));
            f.node().newBlock();
            assertThat(waiting.get(WAIT.toSeconds(), TimeUnit.SECONDS)).isNotEqualTo(known);
            assertThat(f.rpc().template(RULES).template().height())
                    .isEqualTo(first.template().height() + 1);
        }
    }

    @Test
    void blocksComeByThemselvesWhenAsked() throws Exception {
        MockNodeConfig config = new MockNodeConfig(
                new InetSocketAddress("127.0.0.1", 0),
                Network.BITCOIN_REGTEST,
                0,
                Duration.ofMillis(20),
                MockNodeConfig.REGTEST_BITS,
                true,
                1);
        try (MockNode node = new MockNode(config)) {
            node.start();
            int start = node.height();
            org.awaitility.Awaitility.await().until(() -> node.height() > start + 3);
        }
    }

    @Test
    void aSubmittedBlockOnTheTipBecomesTheTip() throws Exception {
        BlockingQueue<Long> firstBytes = new LinkedBlockingQueue<>();
        long before = System.nanoTime();
        try (MockNode node = new MockNode(
                MockNodeConfig.of(Network.BITCOIN, 0, MockNodeConfig.DIFFICULTY_1_BITS),
                (firstByteNs, blockBytes) -> firstBytes.add(firstByteNs))) {
            node.start();
            int height = node.height();
            try (JsonRpcClient client = new JsonRpcClient(NodeEndpoint.parse(node.url()), RpcLimits.DEFAULT)) {
                CoinRpc rpc = new CoinRpc(client);
                byte[] block = new byte[100];
                rpc.bestBlock().writeTo(block, 4);
                assertThat(rpc.submitBlock(block, WAIT)).isEmpty();
                assertThat(node.height()).isEqualTo(height + 1);
                assertThat(firstBytes.take()).isBetween(before, System.nanoTime());
                assertThat(rpc.header(rpc.bestBlock()).orElseThrow().confirmations())
                        .isEqualTo(1);
                assertThat(rpc.submitBlock(block, WAIT)).as("stale").isEmpty();
                assertThat(node.height()).isEqualTo(height + 1);
            }
        }
    }

    @Test
    void whatIsNoBlockOrNoMethodIsRefused() throws Exception {
        try (Fixture f = Fixture.of(0)) {
            assertThatThrownBy(() -> f.client().ask("submitblock", "xyz")).isInstanceOf(RpcException.class);
            assertThatThrownBy(() -> f.client().ask("nosuchcall")).isInstanceOf(RpcException.class);
            assertThat(f.rpc().header(io.otedama.chain.Hash256.ZERO)).isEmpty();
        }
    }

    @Test
    void addressesAreJudged() throws Exception {
        try (Fixture f = Fixture.of(0)) {
            JsonNode good = f.client().ask("validateaddress", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4");
            assertThat(good.path("isvalid").asBoolean()).isTrue();
            assertThat(good.path("iswitness").asBoolean()).isTrue();
            assertThat(good.path("isscript").asBoolean()).isFalse();
            JsonNode bad = f.client().ask("validateaddress", "bc1nonsense");
            assertThat(bad.path("isvalid").asBoolean()).isFalse();
        }
    }

    @Test
    void aClientThatEndsLinesWithABareLineFeedIsUnderstood() throws Exception {
        try (Fixture f = Fixture.of(0);
                Socket socket = new Socket("127.0.0.1", f.node().port())) {
            String body = "{\"method\":\"getblocktemplate\",\"params\":[{\"rules\":[\"segwit\"]}]}";
            String request = "POST / HTTP/1.1\nAuthorization: Basic dTpw\nHost: 127.0.0.1/\n"
                    + "Content-type: application/json\nContent-Length:" + body.length() + "\n\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(in.readLine()).isEqualTo("HTTP/1.1 200 OK");
            String line = in.readLine();
            while (!line.startsWith("{")) {
                line = in.readLine();
            }
            JsonNode result = JSON.readTree(line).path("result");
            assertThat(result.path("target").asText())
                    .isEqualTo(
                            Target.ofCompact(MockNodeConfig.DIFFICULTY_1_BITS).toString());
        }
    }

    @Test
    void onlyLoopbackIsServed() {
        assertThatThrownBy(() -> new MockNodeConfig(
                        new InetSocketAddress("0.0.0.0", 0), Network.BITCOIN, 0, Duration.ZERO, 0x1d00ffff, true, 1))
                .hasMessageContaining("loopback");
    }
}
