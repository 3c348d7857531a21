package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.Pool;
import io.otedama.WorkerSnapshot;
import io.otedama.node.CoreNode;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import io.otedama.stratum.Sv2Config;
import io.otedama.stratum.proxy.EdgeProxy;
import io.otedama.stratum.proxy.ProxyConfig;
import io.otedama.stratum.proxy.UpstreamAddress;
import io.otedama.stratum.v2.noise.AuthorityKey;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stratum V1 machines behind the edge proxy, at a real pool. */
@Timeout(120)
class EdgeProxyIT {
    private static final String ADDRESS = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final AuthorityKeyPair authority = AuthorityKeyPair.generate(new SecureRandom());
    private final RegtestChain chain =
            RegtestChain.builder().bits(0x1f00ffff).transactionsPerBlock(3).build();

    /** One life of the pool. */
    private final class Life implements AutoCloseable {
        private final StratumServer stratum;
        private final Pool pool;

        private Life(RegtestServer node, int port) {
            stratum = new StratumServer(StratumConfig.builder()
                    .listen(new InetSocketAddress("127.0.0.1", port))
                    .sv2(Sv2Config.of(authority))
                    .build());
            pool = Pool.builder()
                    .node(CoreNode.builder().endpoint(node.url()).build())
                    .payoutAddress(ADDRESS)
                    .frontEnd(stratum)
                    .build();
            pool.start();
        }

        private int port() {
            return stratum.localAddress().getPort();
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    private EdgeProxy proxy(AuthorityKey key, int... ports) {
        List<UpstreamAddress> upstreams = java.util.Arrays.stream(ports)
                .mapToObj(port -> new UpstreamAddress("127.0.0.1", port, key))
                .toList();
        EdgeProxy proxy = new EdgeProxy(ProxyConfig.of(new InetSocketAddress("127.0.0.1", 0), upstreams));
        proxy.start();
        return proxy;
    }

    @Test
    void machinesMineBlocksUnderTheirOwnNamesAlthoughTheFirstPoolIsAway() throws Exception {
        try (RegtestServer node = RegtestServer.start(chain);
                Life life = new Life(node, 0);
                EdgeProxy proxy = proxy(authority.publicKey(), 1, life.port())) {
            int port = proxy.localAddress().getPort();
            try (StepMiner one = new StepMiner(port, new Sha256dProofOfWork(), "farm.one", "step/1")) {
                one.mine(5);
                await().atMost(WAIT)
                        .until(() -> Objects.requireNonNull(life.pool.snapshot().job())
                                        .height()
                                == 6);
                try (StepMiner other = new StepMiner(port, new Sha256dProofOfWork(), "farm.other", "step/1")) {
                    other.mine(5);
                    assertThat(proxy.counts().machines()).isEqualTo(2);
                }
                assertThat(chain.awaitHeight(10, WAIT)).isTrue();
                for (int height = 1; height <= 5; height++) {
                    assertThat(chain.blockAt(height).orElseThrow().hash())
                            .isEqualTo(one.found().get(height - 1));
                }
            }
            await().atMost(WAIT).until(() -> proxy.counts().sharesAccepted() == 10);
            assertThat(life.pool.snapshot().workers().stream().map(WorkerSnapshot::name))
                    .containsExactly("farm.one", "farm.other");
            await().atMost(WAIT).until(() -> proxy.counts().machines() == 0);
            assertThat(proxy.counts().sharesRefused()).isZero();
        }
    }

    @Test
    void aMachineKeepsItsConnectionWhenThePoolStartsAgain() throws Exception {
        try (RegtestServer node = RegtestServer.start(chain)) {
            Life first = new Life(node, 0);
            int poolPort = first.port();
            try (EdgeProxy proxy = proxy(authority.publicKey(), poolPort);
                    TestMiner miner = new TestMiner(proxy.localAddress().getPort(), new Sha256dProofOfWork())) {
                miner.start();
                assertThat(chain.awaitHeight(2, WAIT)).isTrue();
                first.close();
                int before = chain.height();
                try (Life second = new Life(node, poolPort)) {
                    assertThat(chain.awaitHeight(before + 3, WAIT)).isTrue();
                    await().atMost(WAIT).until(() -> second.pool.snapshot().creditedShares() >= 3);
                    assertThat(proxy.counts().machines()).isOne();
                }
            } finally {
                first.close();
            }
        }
    }

    @Test
    void aPoolOfAnotherAuthorityIsNeverMinedFor() throws Exception {
        AuthorityKey other = AuthorityKeyPair.generate(new SecureRandom()).publicKey();
        try (RegtestServer node = RegtestServer.start(chain);
                Life life = new Life(node, 0);
                EdgeProxy proxy = proxy(other, life.port());
                Machine machine = new Machine(proxy.localAddress().getPort())) {
            assertThat(machine.ask("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[]}"))
                    .contains("\"00000000\",4");
            machine.send("{\"id\":2,\"method\":\"mining.authorize\",\"params\":[\"farm.one\",\"x\"]}");
            assertThat(machine.ask("{\"id\":3,\"method\":\"mining.ping\"}")).contains("pong");
            assertThat(life.pool.snapshot().workers()).isEmpty();
        }
    }

    @Test
    void whatCannotBeAShareIsRefusedAtTheEdge() throws Exception {
        try (RegtestServer node = RegtestServer.start(chain);
                Life life = new Life(node, 0);
                EdgeProxy proxy = proxy(authority.publicKey(), life.port());
                Machine machine = new Machine(proxy.localAddress().getPort())) {
            String configured = machine.ask("{\"id\":1,\"method\":\"mining.configure\",\"params\":"
                    + "[[\"version-rolling\",\"info\"],{\"version-rolling.mask\":\"ffffffff\"}]}");
            assertThat(configured).contains("\"version-rolling.mask\":\"1fffffe0\"", "\"info\":false");
            assertThat(machine.ask(submit("1", "00000000", "00000000"))).contains("authorize first");
            machine.ask("{\"id\":2,\"method\":\"mining.subscribe\",\"params\":[]}");
            assertThat(machine.ask("{\"id\":3,\"method\":\"mining.authorize\",\"params\":[\"farm.one\",\"x\"]}"))
                    .contains("true");
            assertThat(machine.readUntil("mining.notify")).contains("\"1\",");
            assertThat(machine.ask(submit("99", "00000000", "00000000"))).contains("[21,");
            assertThat(machine.ask(submit("1", "0000000000", "00000000"))).contains("[20,");
            assertThat(machine.ask(submit("1", "00000000", "1"))).contains("[20,");
            assertThat(proxy.counts().sharesWrong()).isEqualTo(4);
            machine.send("garbage");
            assertThat(machine.ask("{\"id\":3,\"method\":\"mining.ping\"}")).contains("pong");
        }
    }

    private static String submit(String job, String extranonce2, String nonce) {
        return "{\"id\":9,\"method\":\"mining.submit\",\"params\":[\"farm.one\",\"" + job + "\",\"" + extranonce2
                + "\",\"00000000\",\"" + nonce + "\"]}";
    }

    /** A machine reduced to lines. */
    private static final class Machine implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        private Machine(int port) throws Exception {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout((int) WAIT.toMillis());
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        private void send(String line) throws Exception {
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }

        private String ask(String line) throws Exception {
            send(line);
            return readUntil("\"result\"");
        }

        private String readUntil(String text) throws Exception {
            String line = String.valueOf(in.readLine());
            while (!line.contains(text) && !line.equals("null")) {
                line = String.valueOf(in.readLine());
            }
            return line;
        }

        @Override
        public void close() throws java.io.IOException {
            socket.close();
        }
    }
}
