package io.otedama.bench.attack;

import com.sun.net.httpserver.HttpServer;
import io.otedama.Pool;
import io.otedama.chain.Difficulty;
import io.otedama.security.GuardConfig;
import io.otedama.security.GuardedAction;
import io.otedama.security.RateLimit;
import io.otedama.spi.InMemoryJournal;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import io.otedama.stratum.Sv2Config;
import io.otedama.stratum.transport.StratumLimits;
import io.otedama.stratum.v2.Sv2Settings;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import io.otedama.testkit.FakeNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/** A pool in this process that exempts nobody, with limits that a short attack meets; beside it a web server that stands in for its gateway. */
final class AttackPool implements AutoCloseable {
    static final int CONNECTIONS_PER_ADDRESS = 12;
    private static final int CONNECTS = 20; // at once, and a second
    static final int HANDSHAKE_MILLIS = 1_500;
    private static final int SLOW_CONSUMER_MILLIS = 200;
    private static final int SEND_BUFFER_BYTES = 4_096;
    private static final int HOLD_BYTES = 8_192;

    final StratumServer stratum = new StratumServer(StratumConfig.builder()
            .listen(new InetSocketAddress("127.0.0.1", 0))
            .exemptNetworks(List.of())
            .sendBufferBytes(SEND_BUFFER_BYTES)
            .limits(StratumLimits.builder()
                    .maxConnectionsPerAddress(CONNECTIONS_PER_ADDRESS)
                    .handshakeMillis(HANDSHAKE_MILLIS)
                    .slowConsumerMillis(SLOW_CONSUMER_MILLIS)
                    .holdOutboundBytes(HOLD_BYTES)
                    .build())
            .sv2(Sv2Config.of(AuthorityKeyPair.generate(new SecureRandom()))
                    .withSettings(Sv2Settings.defaults().withAcknowledgements(1, Duration.ZERO)))
            .build());

    final Pool pool = Pool.builder()
            .node(new FakeNode(FakeNode.HARD_BITS))
            .payoutAddress("bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9")
            .frontEnd(stratum)
            .guard(GuardConfig.builder()
                    .exempt(List.of())
                    .address(GuardedAction.CONNECT, new RateLimit(CONNECTS, CONNECTS))
                    .build())
            .fixedDifficulty(Difficulty.of(VictimSettings.DIFFICULTY))
            .journal(new InMemoryJournal(4))
            .build();

    final HttpServer http;

    AttackPool() throws IOException {
        pool.start();
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        http.start();
    }

    Victim victim() {
        return new Victim(
                stratum.localAddress(),
                stratum.sv2Address(),
                http.getAddress(),
                List.of(ProcessHandle.current().pid()));
    }

    long counter(String name) {
        return pool.snapshot().counters().getOrDefault(name, 0L);
    }

    @Override
    public void close() {
        http.stop(0);
        pool.close();
    }
}
