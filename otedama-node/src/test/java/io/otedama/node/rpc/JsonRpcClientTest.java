package io.otedama.node.rpc;

import static io.otedama.node.FakeNode.error;
import static io.otedama.node.FakeNode.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Network;
import io.otedama.error.NodeException;
import io.otedama.node.FakeNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRpcClientTest {
    private static final int MAX_BYTES = 20_000;
    private static final RpcLimits LIMITS = new RpcLimits(Duration.ofSeconds(2), Duration.ofSeconds(1), MAX_BYTES);

    private FakeNode node;
    private JsonRpcClient client;

    @BeforeEach
    void open() {
        node = new FakeNode(Network.BITCOIN_REGTEST);
        client = new JsonRpcClient(node.endpoint(), LIMITS);
    }

    @AfterEach
    void close() {
        client.close();
        node.close();
    }

    private static Set<String> threadsOfOthers() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("fake-node") && !name.startsWith("HTTP-Dispatcher"))
                .collect(Collectors.toSet());
    }

    @Test
    void callsAndReturnsTheResult() {
        assertThat(client.call("getblockhash", 0).asText())
                .isEqualTo(Network.BITCOIN_REGTEST.genesis().toString());
    }

    @Test
    void ownsNoThread() {
        Set<String> before = threadsOfOthers();

        try (JsonRpcClient other = new JsonRpcClient(node.endpoint(), LIMITS)) {
            other.call("getblockhash", 0);
            assertThat(threadsOfOthers()).isSubsetOf(before);
        }

        assertThat(threadsOfOthers()).isSubsetOf(before);
    }

    @Test
    void aJsonRpcErrorKeepsItsCode() {
        node.fault("getblockheader", error(-5, "Block not found"));

        assertThatThrownBy(() -> client.call("getblockheader", "00"))
                .isInstanceOfSatisfying(RpcException.class, e -> {
                    assertThat(e.code()).isEqualTo(RpcException.NOT_FOUND);
                    assertThat(e.nodeMessage()).isEqualTo("Block not found");
                    assertThat(e.isTransient()).isFalse();
                })
                .hasMessageContaining(node.name())
                .hasMessageContaining("getblockheader");
    }

    @ParameterizedTest
    @CsvSource({"-28, still starting", "-9, no peers", "-10, downloads the block chain"})
    void whatPassesByItselfIsMarked(int code, String sentence) {
        node.fault("*", error(code, "the node's own words"));

        assertThatThrownBy(() -> client.call("getblocktemplate"))
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.isTransient()).isTrue())
                .hasMessageContaining(sentence)
                .hasMessageContaining("the node's own words");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | <html><body>nginx</body></html> | not valid JSON",
                "200 | {\"result\":{\"a\":[1,2  | not valid JSON",
                "200 | {\"result\":1,\"error\":null,\"id\":1} trailing | not valid JSON",
                "200 | [1,2] | not an object",
                "200 | {\"result\":1,\"error\":null,\"id\":999} | the id 999 instead of",
                "200 | {\"result\":1,\"error\":null} | the id",
                "200 | {\"id\":1} | neither result nor error",
                "200 | {\"result\":null,\"error\":\"oops\",\"id\":1} | error that is not an object",
                "500 | Internal error | HTTP 500",
                "503 | Work queue depth exceeded | overloaded or shutting down",
                "403 | no | rpcallowip",
                "404 | {\"unexpected\":true} | HTTP 404"
            })
    void nonsenseIsAClearError(int status, String body, String problem) {
        node.fault("*", status(status, body));

        assertThatThrownBy(() -> client.call("getbestblockhash"))
                .isExactlyInstanceOf(NodeException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("getbestblockhash")
                .hasMessageContaining(node.name());
    }

    @Test
    void anEmptyAnswerIsAClearError() {
        node.fault("*", status(200, ""));

        assertThatThrownBy(() -> client.call("getbestblockhash"))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("JSON");
    }

    @Test
    void anAnswerAtTheLimitIsReadAndOneByteMoreIsNot() {
        int envelope = FakeNode.reply(
                        new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode(), 200, "", null)
                .body()
                .length();
        node.fault("x", request -> FakeNode.reply(request, 200, "a".repeat(MAX_BYTES - envelope), null));
        node.fault("y", request -> FakeNode.reply(request, 200, "a".repeat(MAX_BYTES - envelope + 1), null));

        assertThat(client.call("x").asText()).hasSize(MAX_BYTES - envelope);
        assertThatThrownBy(() -> client.call("y"))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("more than " + MAX_BYTES + " bytes");
    }

    @Test
    void aNodeThatHangsRunsIntoTheTimeOut() {
        node.fault("*", node.hang());

        assertThatThrownBy(() -> client.call("getbestblockhash"))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("did not answer getbestblockhash within 1000 ms");
    }

    @Test
    void aNodeThatIsAwayIsSaidToBe() {
        node.stop();

        assertThatThrownBy(() -> client.call("getbestblockhash"))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("connection refused");
    }

    @Test
    void aRestartedNodeIsReachedAgainAtOnce() {
        client.call("getbestblockhash");
        node.stop();
        node.restart();

        assertThat(client.call("getbestblockhash").asText()).hasSize(64);
    }

    @Test
    void closeBreaksACallUnderWay() throws Exception {
        node.fault("*", node.hang());
        CompletableFuture<Object> call = CompletableFuture.supplyAsync(
                () -> client.call(Duration.ofMinutes(5), "getblocktemplate", java.util.List.of()));
        await().until(() -> node.calls("getblocktemplate") == 1);

        client.close();

        assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(NodeException.class)
                .hasMessageContaining("was closed during getblocktemplate");
        assertThatThrownBy(() -> client.call("getbestblockhash")).hasMessageContaining("is closed");
    }

    @Test
    void cancelAllBreaksACallAndLeavesTheClientUsable() {
        node.fault("getblocktemplate", node.hang());
        CompletableFuture<Object> call = CompletableFuture.supplyAsync(
                () -> client.call(Duration.ofMinutes(5), "getblocktemplate", java.util.List.of()));
        await().until(() -> node.calls("getblocktemplate") == 1);

        client.cancelAll();

        assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(NodeException.class);
        assertThat(client.call("getbestblockhash").asText()).hasSize(64);
    }

    @Test
    void wrongPasswordIsATypeOfItsOwn() {
        node.password("changed");

        assertThatThrownBy(() -> client.call("getbestblockhash"))
                .isInstanceOf(UnauthorizedException.class)
                .hasMessageContaining("401");
    }

    @Test
    void theCookieIsReadAgainWhenTheNodeRefusesTheOldOne(@TempDir Path dir) throws IOException {
        Path cookie = dir.resolve(".cookie");
        try (JsonRpcClient byCookie = new JsonRpcClient(NodeEndpoint.cookie(node.plainUrl(), cookie), LIMITS)) {
            assertThatThrownBy(() -> byCookie.call("getbestblockhash")).hasMessageContaining("does not exist");

            Files.writeString(cookie, FakeNode.USER + ":first\n");
            node.password("first");
            assertThat(byCookie.call("getbestblockhash").asText()).hasSize(64);

            Files.writeString(cookie, FakeNode.USER + ":second");
            node.password("second");
            assertThat(byCookie.call("getbestblockhash").asText()).hasSize(64);

            node.password("third");
            assertThatThrownBy(() -> byCookie.call("getbestblockhash")).isInstanceOf(UnauthorizedException.class);
        }
    }

    @Test
    void aCookieFileThatIsNoCookieIsAnError(@TempDir Path dir) throws IOException {
        Path cookie = dir.resolve(".cookie");
        Files.writeString(cookie, "x:" + "y".repeat(CookieFile.MAX_BYTES));
        try (JsonRpcClient byCookie = new JsonRpcClient(NodeEndpoint.cookie(node.plainUrl(), cookie), LIMITS)) {
            assertThatThrownBy(() -> byCookie.call("getbestblockhash")).hasMessageContaining("larger than");
            Files.writeString(cookie, "no colon here");
            assertThatThrownBy(() -> byCookie.call("getbestblockhash"))
                    .hasMessageContaining("user:password")
                    .hasMessageNotContaining("no colon here");
        }
    }
}
