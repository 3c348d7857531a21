package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hex;
import io.otedama.chain.Target;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.mining.NewExtendedMiningJob;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannel;
import io.otedama.stratum.v2.message.mining.SubmitSharesExtended;
import io.otedama.stratum.v2.message.mining.SubmitSharesSuccess;
import io.otedama.stratum.v2.noise.AuthorityKey;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import io.otedama.stratum.v2.noise.CipherState;
import io.otedama.stratum.v2.noise.HandshakeException;
import io.otedama.stratum.v2.noise.NoiseInitiator;
import io.otedama.stratum.v2.noise.NoiseKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The handshake, the ciphers and the choice of protocol, over real sockets. */
class V2NoiseIT extends V2ServerTest {
    private static final long NTIME = 0x514f20acL;
    private final SecureRandom random = new SecureRandom();

    private V2Peer shakeHands(@Nullable AuthorityKey expected) throws Exception {
        V2Peer peer = peer();
        NoiseInitiator initiator = new NoiseInitiator(expected, random);
        byte[] act2 = peer.sendRaw(initiator.act1()).readRaw(NoiseInitiator.ACT2_BYTES);
        NoiseKeys keys = initiator.finish(act2, System.currentTimeMillis() / 1000);
        return peer.encrypted(keys.sending(), keys.receiving());
    }

    @Test
    void aMinerWithTheKeyMinesEncrypted() throws Exception {
        engine.publish(FakeJob.newBlock(9));
        startV2();
        V2Peer peer = shakeHands(authority.publicKey());
        peer.setup(4).expect(new SetupConnectionSuccess());
        long id = openExtended(peer, "addr.w").channelId();
        NewExtendedMiningJob job = firstExtendedJob(peer);
        peer.send(out -> SubmitSharesExtended.encode(out, id, 0, job.jobId(), 1, NTIME, 2, new byte[4]));
        assertThat(peer.expect(new SubmitSharesSuccess()).newSubmitsAcceptedCount())
                .isEqualTo(1);
    }

    @Test
    void anotherAuthorityIsNoticed() throws IOException {
        startV2();
        AuthorityKey other = AuthorityKeyPair.generate(random).publicKey();
        assertThatThrownBy(() -> shakeHands(other)).isInstanceOf(HandshakeException.class);
    }

    @Test
    void replayedAndReorderedFramesEndTheConnection() throws Exception {
        startV2();
        for (boolean replay : new boolean[] {true, false}) {
            V2Peer peer = peer();
            NoiseInitiator initiator = new NoiseInitiator(authority.publicKey(), random);
            byte[] act2 = peer.sendRaw(initiator.act1()).readRaw(NoiseInitiator.ACT2_BYTES);
            NoiseKeys keys = initiator.finish(act2, System.currentTimeMillis() / 1000);
            CipherState sending = keys.sending();
            byte[] one = sealedHeader(sending);
            byte[] other = sealedHeader(sending);
            peer.sendRaw(replay ? one : other).sendRaw(one);
            assertThat(peer.read()).isNull();
        }
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(engine.counter("stratum.requests.malformed")).isEqualTo(2));
    }

    /** A whole frame of an unknown extension without a payload: discarded when it is in its place. */
    private static byte[] sealedHeader(CipherState sending) {
        byte[] out = new byte[6 + CipherState.OVERHEAD_BYTES];
        sending.seal(Hex.decode("014000000000"), 0, 6, out, 0);
        return out;
    }

    @Test
    void garbageBehindTheHandshakeEndsTheConnection() throws Exception {
        startV2();
        V2Peer peer = shakeHands(authority.publicKey());
        byte[] garbage = new byte[22];
        random.nextBytes(garbage);
        peer.sendRaw(garbage);
        assertThat(peer.read()).isNull();
    }

    @Test
    void nothingMayFollowTheFirstActBeforeTheSecondIsOut() throws IOException {
        startV2();
        byte[] act1 = new NoiseInitiator(null, random).act1();
        byte[] tooMuch = java.util.Arrays.copyOf(act1, act1.length + 1);
        tooMuch[0] |= 1; // no brace, no zero
        assertThat(peer().sendRaw(tooMuch).readRaw(1)).isEmpty();
        Awaitility.await().until(() -> server != null && server.connections() == 0);
    }

    @Test
    void theFirstActMayComeInPieces() throws Exception {
        startV2();
        V2Peer peer = peer();
        NoiseInitiator initiator = new NoiseInitiator(authority.publicKey(), random);
        byte[] act1 = initiator.act1();
        for (byte b : act1) {
            peer.sendRaw(new byte[] {b});
        }
        byte[] act2 = peer.readRaw(NoiseInitiator.ACT2_BYTES);
        NoiseKeys keys = initiator.finish(act2, System.currentTimeMillis() / 1000);
        peer.encrypted(keys.sending(), keys.receiving()).setup(0).expect(new SetupConnectionSuccess());
    }

    @Test
    void oneGateCountsAllProtocols() throws Exception {
        StratumServer started = startV2();
        V2Peer noise = shakeHands(authority.publicKey());
        V2Peer undecided = peer().sendRaw(new byte[] {'{'});
        MinerSocket v1 = connect();
        v1.ask("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[\"test/1\"]}");
        V2Peer plain = miner(0);
        assertThat(started.connections()).isEqualTo(4);
        for (V2Peer peer : List.of(noise, undecided, plain)) {
            peer.close();
        }
        v1.close();
        Awaitility.await().until(() -> started.connections() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":1,\"method\":\"mining.ping\"}\n", "{ \"id\": 1, \"method\": \"mining.ping\"}\n"})
    void v1IsToldByItsFirstBytes(String line) throws IOException {
        startV2();
        MinerSocket socket = connect();
        for (char c : line.toCharArray()) {
            socket.sendRaw(String.valueOf(c));
        }
        assertThat(socket.read()).contains("pong");
    }

    @Test
    void whoSaysNothingIsClosedInTime() throws IOException {
        Sv2Config sv2 = Sv2Config.of(authority);
        start(limits -> limits.handshakeMillis(200), config -> config.sv2(sv2));
        V2Peer silent = peer();
        V2Peer slow = peer().sendRaw(new byte[] {1, 2, 3});
        assertThat(silent.readRaw(1)).isEmpty();
        assertThat(slow.readRaw(1)).isEmpty();
        assertThat(engine.counter("stratum.connections.timeout")).isEqualTo(2);
    }

    @Test
    void whoSetsNothingUpIsClosedInTime() throws Exception {
        Sv2Config sv2 = Sv2Config.of(authority);
        start(limits -> limits.handshakeMillis(500), config -> config.sv2(sv2));
        V2Peer peer = shakeHands(authority.publicKey());
        assertThat(peer.read()).isNull();
    }

    @Test
    void aProxyHasMoreTimeThanAHandshakeUntilItsFirstMinerComes() throws Exception {
        Sv2Config sv2 = Sv2Config.of(authority);
        start(limits -> limits.handshakeMillis(60_000).idleMillis(3_600_000), config -> config.sv2(sv2));
        V2Peer peer = shakeHands(authority.publicKey());
        peer.setup(4).expect(new SetupConnectionSuccess());
        V2Peer other = shakeHands(authority.publicKey());
        // the second act is out a little before the server begins to count, so one leap of the clock might come too
        // early
        ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor();
        try {
            var unused = time.scheduleAtFixedRate(
                    () -> engine.clockOffsetNs.addAndGet(TimeUnit.SECONDS.toNanos(120)), 0, 500, TimeUnit.MILLISECONDS);
            assertThat(other.read()).as("the time-outs have been looked at").isNull();
        } finally {
            time.shutdownNow();
        }
        openExtended(peer, "addr.w");
    }

    @Test
    void aPortOfItsOwnSpeaksBothToo() throws Exception {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        StratumServer started = start(
                limits -> limits, config -> config.sv2(Sv2Config.of(authority).withListen(free)));
        assertThat(started.sv2Address().getPort())
                .isNotEqualTo(started.localAddress().getPort());
        try (V2Peer second = new V2Peer(started.sv2Address())) {
            second.setup(0).expect(new SetupConnectionSuccess());
        }
        try (MinerSocket v1 = new MinerSocket(started.sv2Address())) {
            assertThat(v1.ask("{\"id\":1,\"method\":\"mining.ping\"}")).contains("pong");
        }
    }

    @Test
    void plaintextIsForThisMachineUnlessAllowed() throws Exception {
        InetAddress elsewhere = InetAddress.getByName("192.0.2.1");
        assertThat(Services.allowsPlaintext(false, InetAddress.getLoopbackAddress()))
                .isTrue();
        assertThat(Services.allowsPlaintext(false, elsewhere)).isFalse();
        assertThat(Services.allowsPlaintext(true, elsewhere)).isTrue();
    }

    @Test
    void aFloodOfHandshakesWaitsWhileMinersGoOn() throws Exception {
        engine.publish(FakeJob.newBlock(9));
        startV2(settings -> settings.withHandshakes(20, 64));
        V2Peer miner = shakeHands(authority.publicKey());
        miner.setup(0).expect(new SetupConnectionSuccess());
        long id = openExtended(miner, "addr.w").channelId();
        firstExtendedJob(miner);
        List<V2Peer> strangers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            strangers.add(peer().sendRaw(new NoiseInitiator(null, random).act1()));
        }
        for (int i = 0; i < 9; i++) {
            int sequence = i;
            miner.send(out -> SubmitSharesExtended.encode(out, id, sequence, 9, sequence, NTIME, 2, new byte[4]));
            assertThat(miner.expect(new SubmitSharesSuccess()).lastSequenceNumber())
                    .isEqualTo(i);
        }
        // 64 wait, 20 and a few were answered: the others were turned away
        Awaitility.await().until(() -> engine.counter("stratum.connections.refused") >= 80);
        assertThat(strangers).hasSize(200);
    }

    @Test
    void manyChannelsOfOneEncryptedConnectionAreOpened() throws Exception {
        startV2();
        V2Peer peer = shakeHands(authority.publicKey());
        peer.setup(0).expect(new SetupConnectionSuccess());
        peer.send(out -> {
            for (int i = 0; i < 100; i++) {
                if (i % 2 == 0) {
                    OpenStandardMiningChannel.encode(out, i, "addr.w" + i, 1e12f, Target.MAX);
                } else {
                    OpenExtendedMiningChannel.encode(out, i, "addr.w" + i, 1e12f, Target.MAX, 4);
                }
            }
        });
        for (int i = 0; i < 100; i++) {
            assertThat(java.util.Objects.requireNonNull(peer.read()).type()).isIn(0x11, 0x14);
        }
    }
}
