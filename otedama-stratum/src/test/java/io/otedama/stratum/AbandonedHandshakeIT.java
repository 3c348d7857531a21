package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.otedama.security.Guard;
import io.otedama.security.GuardConfig;
import io.otedama.spi.PoolControl.StandingEvent;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.noise.NoiseInitiator;
import io.otedama.stratum.v2.noise.NoiseKeys;
import io.otedama.testkit.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RULE 21: the arithmetic of handshakes is not to be had for nothing, and who did not ask for it pays nothing. */
class AbandonedHandshakeIT extends TlsServerTest {
    private static final String HERE = "127.0.0.1";

    /** At four points each, a hundred are reached. */
    private static final int UNTIL_BANNED = 25;

    private final SecureRandom random = new SecureRandom();

    @BeforeEach
    void noExemptNetworks() {
        GuardConfig config = GuardConfig.builder()
                .exempt(List.of())
                .halfLife(Duration.ofDays(1))
                .build();
        engine.guard = new Guard(config, engine.clock(), engine.metrics, event -> {});
    }

    private boolean isBanned() throws IOException {
        return Objects.requireNonNull(engine.guard).isBanned(InetAddress.getByName(HERE));
    }

    /** What the guard remembers of this address. */
    private List<String> kinds() {
        return Objects.requireNonNull(engine.guard).standing(HERE).stream()
                .flatMap(standing -> standing.events().stream())
                .map(StandingEvent::kind)
                .toList();
    }

    private void allAreGone() {
        await().until(() -> Objects.requireNonNull(server).connections() == 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rule21WhoTakesTheSecondActAndLeavesIsBanned(boolean reset) throws IOException {
        startV2();
        for (int i = 0; i < UNTIL_BANNED; i++) {
            assertThat(isBanned()).isFalse();
            V2Peer peer = peer();
            byte[] act1 = new NoiseInitiator(null, random).act1();
            assertThat(peer.sendRaw(act1).readRaw(NoiseInitiator.ACT2_BYTES)).hasSize(NoiseInitiator.ACT2_BYTES);
            if (reset) {
                peer.socket.setSoLinger(true, 0);
            }
            peer.close();
            allAreGone();
        }
        await().until(this::isBanned);
        assertThat(kinds()).containsExactly("ABANDONED_HANDSHAKE");
    }

    @Test
    void rule21AMinerThatLeavesAfterItsFirstMessageIsNotBlamed() throws Exception {
        startV2();
        for (int i = 0; i < UNTIL_BANNED; i++) {
            V2Peer peer = peer();
            NoiseInitiator initiator = new NoiseInitiator(authority.publicKey(), random);
            byte[] act2 = peer.sendRaw(initiator.act1()).readRaw(NoiseInitiator.ACT2_BYTES);
            NoiseKeys keys = initiator.finish(act2, System.currentTimeMillis() / 1000);
            peer.encrypted(keys.sending(), keys.receiving()).setup(0).expect(new SetupConnectionSuccess());
            peer.close();
            allAreGone();
        }
        assertThat(kinds()).isEmpty();
    }

    @Test
    void rule21WhoConnectsAndSaysNothingIsNotBlamed() throws IOException {
        startTls(TlsUse.ALLOWED);
        int port = Objects.requireNonNull(server).localAddress().getPort();
        for (int i = 0; i < UNTIL_BANNED; i++) {
            new Socket(HERE, port).close();
        }
        handshake(first.certificate()).close();
        allAreGone();
        assertThat(kinds()).isEmpty();
    }

    @Test
    void rule21TlsHandshakesThatFailBanTheAddress() throws IOException {
        startTls(TlsUse.ALLOWED);
        TestCertificate other = TestCertificate.of("EC", "other", Duration.ofDays(365));
        for (int i = 0; i < UNTIL_BANNED; i++) {
            assertThat(isBanned()).isFalse();
            assertThatThrownBy(() -> handshake(other.certificate())).isInstanceOf(SSLException.class);
            allAreGone();
        }
        await().until(this::isBanned);
        assertThat(kinds()).containsExactly("ABANDONED_HANDSHAKE");
    }

    @Test
    void aServerThatEndsBlamesNobody() throws IOException {
        startV2();
        V2Peer peer = peer();
        peer.sendRaw(new NoiseInitiator(null, random).act1()).readRaw(NoiseInitiator.ACT2_BYTES);
        Objects.requireNonNull(server).close();
        assertThat(peer.readRaw(1)).isEmpty();
        assertThat(kinds()).isEmpty();
    }

    @Test
    void oneReasonIsCountedOnce() throws IOException {
        startV2();
        byte[] noise = new byte[65];
        Arrays.fill(noise, (byte) 0xe5);
        peer().sendRaw(noise).sendRaw(noise).read();
        allAreGone();
        assertThat(engine.counter("stratum.requests.malformed")).isEqualTo(1);
        assertThat(kinds()).containsExactly("FAILED_HANDSHAKE");
    }
}
