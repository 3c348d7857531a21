package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.stratum.transport.ProxyHeaders;
import io.otedama.stratum.transport.StratumLimitsBuilder;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Behind a load balancer, over real sockets: 127.0.0.2 is one, 127.0.0.3 is not. */
class ProxyPortIT extends TlsServerTest {
    private static final String PROXY = "127.0.0.2";
    private static final String STRANGER = "127.0.0.3";
    private static final String PING = "{\"id\":1,\"method\":\"mining.ping\"}";

    private StratumServer startBehindProxy(UnaryOperator<StratumLimitsBuilder> limits) {
        return start(
                limits,
                config -> config.proxies(List.of(PROXY + "/32"))
                        .sv2(Sv2Config.of(authority))
                        .tls(write(first)));
    }

    private Socket from(String address) throws IOException {
        int port = Objects.requireNonNull(server).localAddress().getPort();
        return closing(new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(address), 0));
    }

    private MinerSocket proxied(byte[] header) throws IOException {
        return closing(new MinerSocket(from(PROXY))).sendRaw(header);
    }

    @Test
    void bothVersionsAreBelievedOfTheProxy() throws IOException {
        engine.job = FakeJob.newBlock(1);
        startBehindProxy(limits -> limits);
        MinerSocket text = proxied(ProxyHeaders.text("203.0.113.7")).handshake(true);
        MinerSocket binary = proxied(ProxyHeaders.binary("2001:db8::7", 100)).handshake(true);
        assertThat(text.ask(MinerSocket.submit(1, "1"))).contains("true");
        assertThat(binary.ask(MinerSocket.submit(1, "1"))).contains("true");
        assertThat(engine.counter("stratum.proxy.accepted")).isEqualTo(2);
    }

    @Test
    void limitsAreForTheClientNotForTheProxy() throws IOException {
        startBehindProxy(limits -> limits.maxConnectionsPerAddress(2));
        byte[] one = ProxyHeaders.text("203.0.113.7");
        byte[] same = ProxyHeaders.binary("203.0.113.7", 0);
        byte[] other = ProxyHeaders.binary("203.0.113.8", 0);
        assertThat(proxied(one).ask(PING)).contains("pong");
        MinerSocket second = proxied(same);
        assertThat(second.ask(PING)).contains("pong");
        assertThat(proxied(one).send(PING).read()).as("a third from there").isNull();
        assertThat(engine.counter("stratum.connections.refused")).isEqualTo(1);
        assertThat(proxied(other).ask(PING)).contains("pong");
        second.close();
        Awaitility.await().until(() -> Objects.requireNonNull(server).connections() == 2);
        assertThat(proxied(same).ask(PING)).as("there is room again").contains("pong");
    }

    @Test
    void headersOfStrangersAreGarbage() throws IOException {
        startBehindProxy(limits -> limits);
        for (byte[] header : new byte[][] {ProxyHeaders.text("203.0.113.7"), ProxyHeaders.binary("203.0.113.7", 0)}) {
            MinerSocket spoofer = closing(new MinerSocket(from(STRANGER)));
            assertThat(spoofer.sendRaw(header).send(PING).read()).isNull();
        }
        Awaitility.await().until(() -> engine.counter("stratum.requests.malformed") == 2);
        assertThat(engine.counter("stratum.proxy.accepted")).isZero();
        assertThat(closing(new MinerSocket(from(STRANGER))).ask(PING)).contains("pong");
    }

    @Test
    void withoutAProxyEveryHeaderIsGarbage() throws IOException {
        start();
        MinerSocket spoofer = connect().sendRaw(ProxyHeaders.text("203.0.113.7"));
        assertThat(spoofer.send(PING).read()).isNull();
    }

    @Test
    void aProxyMustSendTheHeaderAndInTime() throws IOException {
        StratumServer started = startBehindProxy(limits -> limits.handshakeMillis(300));
        assertThat(proxied(new byte[0]).send(PING).read()).as("another word").isNull();
        assertThat(proxied(new byte[0]).read()).as("no word").isNull();
        assertThat(proxied("PROXY TCP4 203.0.113.7".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .read())
                .as("half a word")
                .isNull();
        Awaitility.await().until(() -> engine.counter("stratum.proxy.refused") == 3);
        assertThat(started.connections()).isZero();
    }

    @Test
    void tlsAndStratumV2ComeBehindTheHeader() throws IOException {
        engine.job = FakeJob.newBlock(1);
        startBehindProxy(limits -> limits);
        Socket raw = from(PROXY);
        raw.getOutputStream().write(ProxyHeaders.binary("203.0.113.7", 64));
        Socket tls = first.trusting().getSocketFactory().createSocket(raw, "localhost", 1, true);
        MinerSocket miner = closing(new MinerSocket(tls)).handshake(true);
        assertThat(miner.ask(MinerSocket.submit(1, "1"))).contains("true");
        Socket second = from(PROXY);
        second.getOutputStream().write(ProxyHeaders.text("203.0.113.9"));
        Socket inner = first.trusting().getSocketFactory().createSocket(second, "localhost", 1, true);
        closing(new V2Peer(inner)).setup(0).expect(new SetupConnectionSuccess());
    }

    @Test
    void aMinerBehindAProxyOnThisMachineIsNotOfThisMachine() throws IOException {
        startBehindProxy(limits -> limits);
        Socket raw = from(PROXY);
        raw.getOutputStream().write(ProxyHeaders.text("203.0.113.7"));
        assertThat(closing(new V2Peer(raw)).setup(0).read())
                .as("Stratum V2 in the clear")
                .isNull();
        Socket own = from(PROXY);
        own.getOutputStream().write(ProxyHeaders.binary(0x20, 0, new byte[0]));
        closing(new V2Peer(own)).setup(0).expect(new SetupConnectionSuccess());
    }
}
