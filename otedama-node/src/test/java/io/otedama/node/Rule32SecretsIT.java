package io.otedama.node;

import static io.otedama.node.TestNodes.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.node.rpc.JsonRpcClient;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.node.rpc.RpcLimits;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Rule 32: no secret in a log, in toString, in an exception. */
class Rule32SecretsIT {
    private static final String SECRET = FakeNode.PASSWORD;
    private static final String ENCODED =
            Base64.getEncoder().encodeToString((FakeNode.USER + ":" + SECRET).getBytes(StandardCharsets.UTF_8));

    private final Logger root = (Logger) LoggerFactory.getLogger("io.otedama");
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            logged.add(event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                logged.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    };
    private final Level level = root.getLevel();

    @BeforeEach
    void listen() {
        root.setLevel(Level.TRACE);
        appender.start();
        root.addAppender(appender);
    }

    @AfterEach
    void restore() {
        root.detachAppender(appender);
        root.setLevel(level);
    }

    private static void hasNoSecret(String text) {
        assertThat(text).doesNotContain(SECRET).doesNotContain(ENCODED);
    }

    private static void hasNoSecret(Throwable thrown) {
        assertThat(thrown).isNotNull();
        StringWriter all = new StringWriter();
        thrown.printStackTrace(new PrintWriter(all));
        hasNoSecret(all.toString());
    }

    @Test
    void rule32_toStringHidesThePassword() {
        NodeEndpoint endpoint = NodeEndpoint.parse("http://pool:" + SECRET + "@127.0.0.1:1");

        hasNoSecret(endpoint.toString());
        assertThat(endpoint.toString()).contains("127.0.0.1:1").contains("pool:***");
        hasNoSecret(endpoint.name());
        try (JsonRpcClient client = new JsonRpcClient(endpoint, RpcLimits.DEFAULT);
                CoreNode node = CoreNode.builder().endpoint(endpoint).build()) {
            hasNoSecret(client.toString());
            hasNoSecret(node.toString());
            hasNoSecret(node.submitters().toString());
        }
    }

    @Test
    void rule32_noFailureShowsThePassword() {
        try (FakeNode fake = new FakeNode(Network.BITCOIN_REGTEST);
                CoreNode node = TestNodes.builder(fake).build()) {
            fake.fault("*", FakeNode.status(200, "<html>"));
            hasNoSecret(catchThrowable(node::network));
            fake.fault("*", FakeNode.status(500, "no"));
            hasNoSecret(catchThrowable(node::network));
            fake.fault("*", fake.hang());
            hasNoSecret(catchThrowable(node::network));
            fake.heal();
            fake.password("other");
            hasNoSecret(catchThrowable(node::network));
            fake.stop();
            hasNoSecret(catchThrowable(node::network));
            hasNoSecret(catchThrowable(() -> node.chain().find(Hash256.ZERO)));
        }
    }

    @Test
    void rule32_noLogLineAndNoHealthShowsThePassword() {
        try (FakeNode fake = new FakeNode(Network.BITCOIN_REGTEST);
                CoreNode node = TestNodes.builder(fake).build()) {
            node.start();
            await().atMost(SOON).until(() -> node.health().detail().contains("comes from"));
            fake.password("other");
            await().atMost(SOON).until(() -> node.health().detail().contains("401"));
            hasNoSecret(node.health().toString());
            fake.stop();
            await().atMost(SOON).until(() -> node.health().detail().contains("refused"));
            hasNoSecret(node.health().toString());
            await().atMost(SOON)
                    .until(() ->
                            node.health().parts().get(0).facts().get("circuit").equals("open"));
            assertThat(node.health().parts().get(0).facts().get("lastError")).contains("refused");
            hasNoSecret(node.health().toString());
        }

        assertThat(logged).isNotEmpty().allSatisfy(Rule32SecretsIT::hasNoSecret);
    }
}
