package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.error.ConfigurationException;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.mining.SubmitSharesExtended;
import io.otedama.stratum.v2.message.mining.SubmitSharesSuccess;
import io.otedama.stratum.v2.noise.NoiseInitiator;
import io.otedama.stratum.v2.noise.NoiseKeys;
import io.otedama.testkit.TestCertificate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Stratum inside TLS, over real sockets. */
class TlsPortIT extends TlsServerTest {
    private static final long NTIME = 0x514f20acL;

    private MinerSocket tlsMiner(TestCertificate expected) throws IOException {
        return closing(new MinerSocket(handshake(expected.certificate())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aV1MinerMinesInsideTls(String protocol) throws IOException {
        engine.job = FakeJob.newBlock(1);
        startTls(TlsUse.REQUIRED);
        SSLSocket socket = handshake(first.certificate(), protocol);
        assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
        MinerSocket miner = closing(new MinerSocket(socket)).handshake(true);
        assertThat(miner.ask(MinerSocket.submit(7, "1"))).isEqualTo("{\"id\":7,\"result\":true,\"error\":null}");
        engine.publish(FakeJob.newBlock(2));
        assertThat(miner.read()).contains("mining.notify", "[\"2\"");
        assertThat(engine.counter("stratum.tls.handshakes")).isEqualTo(1);
    }

    @Test
    void aConnectionHasOneHandshake() throws IOException {
        startTls(TlsUse.REQUIRED);
        SSLSocket socket = handshake(first.certificate(), "TLSv1.2");
        MinerSocket miner = closing(new MinerSocket(socket));
        assertThat(miner.ask("{\"id\":1,\"method\":\"mining.ping\"}")).contains("pong");
        assertThatThrownBy(() -> {
                    socket.startHandshake(); // with TLS 1.2 another handshake
                    miner.ask("{\"id\":2,\"method\":\"mining.ping\"}");
                })
                .isInstanceOf(IOException.class);
        Awaitility.await().until(() -> Objects.requireNonNull(server).connections() == 0);
        assertThat(engine.counter("stratum.tls.handshakes")).isEqualTo(1);
    }

    @Test
    void newKeysInTls13AreNoHandshake() throws IOException {
        startTls(TlsUse.REQUIRED);
        SSLSocket socket = handshake(first.certificate(), "TLSv1.3");
        MinerSocket miner = closing(new MinerSocket(socket));
        for (int i = 0; i < 3; i++) {
            socket.startHandshake(); // with TLS 1.3 new keys
            assertThat(miner.ask("{\"id\":1,\"method\":\"mining.ping\"}")).contains("pong");
        }
    }

    @Test
    void everythingIsSpokenOnOnePort() throws Exception {
        engine.job = FakeJob.newBlock(9);
        StratumServer started = startTls(TlsUse.ALLOWED);
        MinerSocket plainV1 = connect().handshake(true);
        MinerSocket tlsV1 = tlsMiner(first).handshake(true);
        V2Peer noise = peer();
        NoiseInitiator initiator = new NoiseInitiator(authority.publicKey(), new SecureRandom());
        byte[] act2 = noise.sendRaw(initiator.act1()).readRaw(NoiseInitiator.ACT2_BYTES);
        NoiseKeys keys = initiator.finish(act2, System.currentTimeMillis() / 1000);
        noise.encrypted(keys.sending(), keys.receiving()).setup(0).expect(new SetupConnectionSuccess());
        V2Peer tlsV2 = closing(new V2Peer(handshake(first.certificate())));
        tlsV2.setup(0).expect(new SetupConnectionSuccess());
        long id = openExtended(tlsV2, "addr.w").channelId();
        firstExtendedJob(tlsV2);
        tlsV2.send(out -> SubmitSharesExtended.encode(out, id, 0, 9, 1, NTIME, 2, new byte[4]));
        assertThat(tlsV2.expect(new SubmitSharesSuccess()).newSubmitsAcceptedCount())
                .isEqualTo(1);
        for (MinerSocket miner : List.of(plainV1, tlsV1)) {
            assertThat(miner.ask(MinerSocket.submit(1, "9"))).contains("true");
        }
        assertThat(started.connections()).isEqualTo(4);
        assertThat(engine.counter("stratum.requests.malformed")).isZero();
    }

    @Test
    void whereTlsIsRequiredNothingElseIsServed() throws IOException {
        startTls(TlsUse.REQUIRED);
        assertThat(connect().send("{\"id\":1,\"method\":\"mining.ping\"}").read())
                .isNull();
        assertThat(peer().setup(0).read()).isNull();
        assertThat(peer().sendRaw(new NoiseInitiator(null, new SecureRandom()).act1())
                        .read())
                .isNull();
        Awaitility.await().until(() -> engine.counter("stratum.requests.malformed") == 3);
        assertThat(tlsMiner(first).ask("{\"id\":1,\"method\":\"mining.ping\"}")).contains("pong");
    }

    @Test
    void tlsInsideTlsIsGarbage() throws IOException {
        startTls(TlsUse.ALLOWED);
        MinerSocket miner = tlsMiner(first);
        byte[] hello = new byte[65]; // as no first act of Noise
        System.arraycopy(new byte[] {0x16, 3, 1, 0, 60, 1}, 0, hello, 0, 6);
        assertThat(miner.sendRaw(hello).read()).isNull();
    }

    @Test
    void aWholeRecordOfRequestsIsDecodedAtTheMinersPace() throws IOException {
        engine.job = FakeJob.newBlock(1);
        startTls(TlsUse.REQUIRED);
        MinerSocket miner = tlsMiner(first).handshake(true);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            all.append(MinerSocket.submit(i, "1")).append('\n');
        }
        miner.sendRaw(all.toString());
        for (int i = 0; i < 600; i++) {
            assertThat(miner.read()).isEqualTo("{\"id\":" + i + ",\"result\":true,\"error\":null}");
        }
    }

    // ---- the certificate changes

    @Test
    void aNewCertificateIsForNewConnectionsAndTheOthersLiveOn() throws IOException {
        engine.job = FakeJob.newBlock(1);
        StratumServer started = startTls(TlsUse.ALLOWED);
        MinerSocket before = tlsMiner(first).handshake(true);
        String expires = started.health().facts().get("certificateExpiresAt");
        assertThat(expires)
                .isEqualTo(first.certificate().getNotAfter().toInstant().toString());
        TestCertificate second = TestCertificate.of("EC", "second", Duration.ofDays(30));
        write(second);
        awaitServed(second.certificate());
        assertThatThrownBy(() -> handshake(first.certificate())).isInstanceOf(SSLException.class);
        assertThat(before.ask(MinerSocket.submit(1, "1"))).contains("true");
        assertThat(tlsMiner(second).handshake(true).ask(MinerSocket.submit(1, "1")))
                .contains("true");
        assertThat(started.health().facts().get("certificateExpiresAt")).isNotEqualTo(expires);
        assertThat(started.health().status()).isEqualTo(Status.UP);
    }

    private void awaitServed(X509Certificate expected) {
        Awaitility.await().ignoreExceptionsInstanceOf(SSLException.class).until(() -> {
            handshake(expected).close();
            return true;
        });
    }

    @Test
    void aBrokenNewFileIsSaidAndTheOldCertificateGoesOn() throws IOException {
        StratumServer started = startTls(TlsUse.ALLOWED);
        Files.writeString(directory.resolve("tls.crt"), "-----BEGIN CERTIFICATE-----\nbroken");
        Awaitility.await().until(() -> started.health().status() == Status.DEGRADED);
        assertThat(started.health().detail()).contains("the old certificate stays", "without an end");
        assertThat(started.health().facts()).containsKey("certificateExpiresAt");
        assertThat(tlsMiner(first).ask("{\"id\":1,\"method\":\"mining.ping\"}")).contains("pong");
        write(TestCertificate.of("EC", "late", Duration.ofDays(-1)));
        Awaitility.await().until(() -> started.health().detail().contains("not valid now"));
        assertThat(tlsMiner(first).ask("{\"id\":1,\"method\":\"mining.ping\"}")).contains("pong");
        long said = logged.list.stream()
                .filter(event -> event.getFormattedMessage().contains("the old one stays"))
                .count();
        assertThat(said).as("once for each reason").isEqualTo(2);
    }

    @Test
    void rule32_noLogAndNoHealthShowsTheKey() throws IOException {
        StratumServer started = startTls(TlsUse.ALLOWED);
        String secret = first.keyPem().split("\n", -1)[1];
        Files.writeString(directory.resolve("tls.key"), first.keyPem().replace("-----END", "#"));
        Awaitility.await().until(() -> started.health().status() == Status.DEGRADED);
        assertThat(started.health().toString()).contains("TLS key file").doesNotContain(secret);
        assertThat(logged.list)
                .noneMatch(event -> event.getFormattedMessage().contains(secret)
                        || String.valueOf(event.getThrowableProxy()).contains(secret));
    }

    // ---- what goes wrong

    @Test
    void failedHandshakesAreCountedAndHarmNobody() throws IOException {
        engine.job = FakeJob.newBlock(1);
        StratumServer started = startTls(TlsUse.ALLOWED);
        MinerSocket stays = tlsMiner(first).handshake(true);
        X509Certificate stranger =
                TestCertificate.of("EC", "stranger", Duration.ofDays(1)).certificate();
        assertThatThrownBy(() -> handshake(stranger)).isInstanceOf(SSLException.class);
        byte[] nonsense = new byte[1024];
        System.arraycopy(new byte[] {0x16, 3, 1, 3, (byte) 0xfb, 1}, 0, nonsense, 0, 6);
        assertThat(connect().sendRaw(nonsense).read()).isNotEqualTo("");
        try (MinerSocket leaves = new MinerSocket(started.localAddress())) {
            leaves.sendRaw(new byte[] {0x16, 3, 1, 1, 0, 1});
        }
        Awaitility.await().until(() -> engine.counter("stratum.tls.failed") >= 2);
        Awaitility.await().until(() -> started.connections() == 1);
        assertThat(stays.ask(MinerSocket.submit(1, "1"))).contains("true");
    }

    @Test
    void aHandshakeThatDoesNotEndIsEnded() throws IOException {
        StratumServer started = start(limits -> limits.handshakeMillis(300), config -> config.tls(write(first)));
        List<MinerSocket> slow = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            slow.add(connect().sendRaw(new byte[] {0x16, 3, 1, 1, 0, 1}));
        }
        for (MinerSocket socket : slow) {
            assertThat(socket.socket.getInputStream().readAllBytes()).isNotNull();
        }
        Awaitility.await().until(() -> started.connections() == 0);
        assertThat(engine.counter("stratum.tls.failed")).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(value = TlsUse.class, mode = Mode.EXCLUDE, names = "OFF")
    void aCertificateThatCannotBeUsedIsAMistakeInTheSettings(TlsUse use) throws IOException {
        write(first);
        Files.delete(directory.resolve("tls.key"));
        InetSocketAddress free = new InetSocketAddress("127.0.0.1", 0);
        assertThatThrownBy(() -> start(
                        limits -> limits,
                        config -> config.ports(List.of(StratumPort.of(free).withTls(use)))
                                .tls(new io.otedama.security.TlsFiles(
                                        directory.resolve("tls.crt"), directory.resolve("tls.key")))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("stratum.tls")
                .hasMessageContaining("there is no TLS key file");
        assertThat(engine.lanes).as("nothing runs").allMatch(lane -> lane.closed);
    }

    @Test
    void settingsThatDoNotFitAreListed() {
        InetSocketAddress free = new InetSocketAddress("127.0.0.1", 0);
        StratumPort encrypted = StratumPort.of(free).withTls(TlsUse.REQUIRED);
        assertThatThrownBy(() -> StratumConfig.builder()
                        .ports(List.of(
                                encrypted,
                                StratumPort.of(free).withProtocols(java.util.Set.of(StratumPort.Protocol.V2))))
                        .proxies(List.of("somewhere"))
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.key())
                                .containsExactly("stratum.tls", "stratum.sv2", "stratum.proxies"));
        assertThat(Objects.requireNonNull(StratumConfig.builder()
                                .ports(List.of(StratumPort.of(free)))
                                .build())
                        .listen())
                .isEqualTo(free);
    }
}
