package io.otedama.stratum.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.otedama.stratum.client.RecordingListener.Disconnected;
import io.otedama.stratum.client.RecordingListener.Stopped;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ClientFaultIT {
    private static final ReconnectPolicy ONCE = ReconnectPolicy.OFF;

    private final FakePool pool = new FakePool();
    private final RecordingListener events = new RecordingListener();

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void aDroppedConnectionIsReplaced() {
        try (StratumClient client = pool.client().listener(events).build()) {
            client.start();
            for (long number = 1; number <= 3; number++) {
                Conversation talk = pool.accept().handshake();
                assertThat(events.next(ClientSession.class).connection()).isEqualTo(number);
                talk.close();
                assertThat(events.next(Disconnected.class).reason()).isEqualTo(DisconnectReason.CLOSED_BY_SERVER);
                assertThat(client.currentJob()).isNull();
            }
        }
    }

    @Test
    void theServerCanSendItsMinersToAnotherPort() {
        try (FakePool other = new FakePool();
                StratumClient client = pool.client().listener(events).build()) {
            client.start();
            int port = other.address().getPort();
            String host = pool.address().getHostString();
            pool.accept()
                    .handshake()
                    .send("{\"id\":null,\"method\":\"client.reconnect\",\"params\":[\"" + host + "\"," + port + ",0]}");
            Conversation moved = other.accept().handshake();
            assertThat(events.reason()).isEqualTo(DisconnectReason.RECONNECT_REQUESTED);
            assertThat(events.next(ClientSession.class).connection()).isEqualTo(2);
            moved.close();
            pool.accept().handshake(); // and back to where it belongs when that ends
            assertThat(events.skipTo(ClientSession.class).connection()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request",
                "[]",
                "12",
                "\"text\"",
                "   ",
                "{\"id\":",
                "{} {}",
                "\u0000\u0001\uffff",
                "{\"method\":\"mining.notify\"}",
                "{\"method\":\"mining.notify\",\"params\":[1,2,3]}",
                "{\"method\":\"mining.notify\",\"params\":{}}",
                "{\"method\":\"mining.set_difficulty\",\"params\":[0]}",
                "{\"method\":\"mining.set_difficulty\"}",
                "{\"method\":\"mining.set_extranonce\",\"params\":[\"zz\",4]}",
                "{\"method\":\"mining.set_extranonce\",\"params\":[\"00\",99999999999]}",
                "{\"method\":\"mining.set_target\",\"params\":[\"00\"]}",
                "{\"method\":\"client.reconnect\",\"params\":[\"h\",\"p\"]}",
                "{\"id\":2,\"result\":[[],\"58029a11\"],\"error\":null}",
                "{\"id\":2,\"result\":true,\"error\":null}"
            })
    void garbageIsReportedAndTheConnectionReplaced(String garbage) {
        try (StratumClient client = pool.client().listener(events).build()) {
            client.start();
            Conversation talk = pool.accept();
            talk.handshake();
            events.next(ClientSession.class);
            talk.send(garbage);
            assertThat(talk.readLine()).isNull();
            assertThat(events.next(ProtocolException.class)).hasMessageMatching("(?s).+");
            assertThat(events.next(Disconnected.class).reason()).isEqualTo(DisconnectReason.PROTOCOL_ERROR);
            pool.accept().handshake();
            assertThat(events.next(ClientSession.class).connection()).isEqualTo(2);
        }
    }

    @Test
    void deepNestingIsGarbage() {
        try (StratumClient client = pool.client().listener(events).build()) {
            client.start();
            pool.accept().send("{\"params\":" + "[".repeat(100) + "]".repeat(100) + "}");
            events.next(ProtocolException.class);
        }
    }

    @Test
    void aLineMayBeAsLongAsTheLimitAndNotOneByteLonger() {
        try (StratumClient client =
                pool.client().listener(events).maxLineBytes(256).build()) {
            client.start();
            Conversation talk = pool.accept().handshake();
            events.next(ClientSession.class);
            String head = "{\"method\":\"client.show_message\",\"params\":[\"";
            String text = "m".repeat(256 - head.length() - 3);
            talk.send(head + text + "\"]}");
            assertThat(events.next(RecordingListener.Message.class).text()).isEqualTo(text);
            talk.send(head + "m" + text + "\"]}");
            assertThat(events.next(ProtocolException.class)).hasMessageContaining("256");
            assertThat(events.reason()).isEqualTo(DisconnectReason.PROTOCOL_ERROR);
        }
    }

    @Test
    void anEndlessLineIsCutOff() {
        try (StratumClient client =
                pool.client().listener(events).maxLineBytes(256).build()) {
            client.start();
            pool.accept().sendRaw("x".repeat(1000));
            events.next(ProtocolException.class);
            assertThat(events.reason()).isEqualTo(DisconnectReason.PROTOCOL_ERROR);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mining.subscribe", "mining.authorize"})
    void aNoInTheHandshakeEndsTheAttempt(String refused) {
        try (StratumClient client =
                pool.client().listener(events).reconnect(ONCE).build()) {
            var ready = client.start();
            Conversation talk = pool.accept();
            var request = talk.expect("mining.subscribe");
            if (refused.equals("mining.authorize")) {
                talk.reply(request, "[[],\"00\",4]");
                request = talk.expect("mining.authorize");
            }
            talk.send(
                    "{\"id\":" + request.get("id") + ",\"result\":false,\"error\":[24,\"Unauthorized worker\",null]}");
            Disconnected end = events.next(Disconnected.class);
            assertThat(end.reason()).isEqualTo(DisconnectReason.REFUSED);
            assertThat(end.detail()).contains(refused, "24", "Unauthorized worker");
            events.next(Stopped.class);
            assertThat(client.state()).isEqualTo(ClientState.STOPPED);
            assertThatThrownBy(() -> ready.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void silenceEndsTheHandshake() {
        ClientTimeouts timeouts = ClientTimeouts.DEFAULT.withHandshake(Duration.ofMillis(50));
        try (StratumClient client =
                pool.client().listener(events).timeouts(timeouts).build()) {
            client.start();
            assertThat(events.reason()).isEqualTo(DisconnectReason.HANDSHAKE_TIMEOUT);
        }
    }

    @Test
    void silenceEndsTheSession() {
        ClientTimeouts timeouts = ClientTimeouts.DEFAULT.withIdle(Duration.ofSeconds(2));
        try (StratumClient client =
                pool.client().listener(events).timeouts(timeouts).build()) {
            client.start();
            Conversation silent = pool.accept();
            silent.handshake();
            events.next(ClientSession.class);
            assertThat(events.reason()).isEqualTo(DisconnectReason.IDLE_TIMEOUT);
            Reference.reachabilityFence(silent); // a collected socket is a closed one
        }
    }

    @Test
    void givesUpAfterTheAllowedAttempts() {
        StratumClientBuilder builder = pool.client();
        pool.close();
        ReconnectPolicy twice = ReconnectPolicy.exponential(Duration.ofMillis(1), Duration.ofMillis(2))
                .withMaxAttempts(2);
        try (StratumClient client = builder.listener(events).reconnect(twice).build()) {
            client.start();
            for (int i = 0; i < 3; i++) {
                assertThat(events.next(Disconnected.class).reason()).isEqualTo(DisconnectReason.CONNECT_FAILED);
            }
            events.next(Stopped.class);
        }
    }

    @Test
    void aListenerThatThrowsDisturbsNobody() {
        ClientListener rude = new ClientListener() {
            @Override
            public void onJob(StratumJob job) {
                throw new IllegalStateException("on purpose");
            }
        };
        try (StratumClient client =
                pool.client().listener(rude).listener(events).build()) {
            client.start();
            pool.accept().handshake().work("1", "a").work("1", "b");
            assertThat(events.skipTo(StratumJob.class).id()).isEqualTo("a");
            assertThat(events.skipTo(StratumJob.class).id()).isEqualTo("b");
        }
    }

    @Test
    void closeLeavesNoThreadInAnyState() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        List<StratumClient> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(pool.client().build());
        }
        clients.get(0).close(); // never started
        clients.get(0).close();
        clients.get(1).start();
        clients.get(1).close(); // wherever it stands
        clients.get(2).start();
        pool.accept();
        clients.get(2).close();
        clients.get(3).start();
        clients.get(3).disconnect();
        clients.get(3).close();
        Set<Thread> after = new HashSet<>(Thread.getAllStackTraces().keySet());
        after.removeAll(before);
        // Netty has one for the whole process that comes and goes by itself
        after.removeIf(thread -> thread.getName().startsWith("globalEventExecutor"));
        assertThat(after).isEmpty();
        assertThat(clients).allMatch(client -> client.state() == ClientState.STOPPED);
        assertThat(clients.get(0).start()).isCompletedExceptionally();
    }

    @Test
    void manyClientsShareAGroupThatOutlivesThem() {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            List<StratumClient> clients = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                StratumClient client =
                        pool.client().group(group).listener(events).build();
                client.start();
                clients.add(client);
                pool.accept().handshake();
                events.skipTo(ClientSession.class);
            }
            clients.forEach(StratumClient::close);
            assertThat(threadsNamed("stratum-client")).isEmpty();
            assertThat(group.isShuttingDown()).isFalse();
        } finally {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private static List<String> threadsNamed(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }
}
