package io.otedama.stratum.client.sv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Hex;
import io.otedama.chain.Target;
import io.otedama.error.ConfigurationException;
import io.otedama.stratum.V2Peer;
import io.otedama.stratum.client.ClientState;
import io.otedama.stratum.client.DisconnectReason;
import io.otedama.stratum.client.ExtranonceSpace;
import io.otedama.stratum.client.ProtocolException;
import io.otedama.stratum.client.ReconnectPolicy;
import io.otedama.stratum.v2.message.common.SetupConnection;
import io.otedama.stratum.v2.message.common.SetupConnectionError;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.OpenMiningChannelError;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannelSuccess;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Setup and opening of a channel, and what can go wrong until then. */
@Timeout(30)
class Sv2SetupTest {
    private final Sv2FakePool pool = new Sv2FakePool();
    private final Sv2Recorder events = new Sv2Recorder();

    @AfterEach
    void closePool() {
        pool.close();
    }

    private Sv2Client start(Sv2ClientBuilder builder) {
        Sv2Client client =
                builder.listener(events).reconnect(ReconnectPolicy.OFF).build();
        var unused = client.start();
        return client;
    }

    private void endsWith(DisconnectReason reason, String words) {
        Sv2Recorder.Disconnected end = events.skipTo(Sv2Recorder.Disconnected.class);
        assertThat(end.reason()).isEqualTo(reason);
        assertThat(end.detail()).contains(words);
        events.next(Sv2Recorder.Stopped.class);
    }

    @Test
    void whatIsConfiguredIsSaid() throws Exception {
        Target easiest = Difficulty.of(2).toTarget(1);
        Sv2ClientBuilder builder = pool.client()
                .device(new Device("Maker", "h9", "f8", "id7"))
                .extended(6)
                .setupFlags(4)
                .nominalHashRate(5e12f)
                .maxTarget(easiest);
        try (Sv2Client client = start(builder)) {
            V2Peer peer = pool.accept();
            assertSaid(Sv2FakePool.setUp(peer, 0));
            OpenExtendedMiningChannel wish = peer.expect(new OpenExtendedMiningChannel());
            assertThat(wish.userIdentity()).isEqualTo("addr.rig");
            assertThat(wish.nominalHashRate()).isEqualTo(5e12f);
            assertThat(wish.maxTarget()).isEqualTo(easiest);
            assertThat(wish.minExtranonceSize()).isEqualTo(6);
            assertThat(client.state()).isEqualTo(ClientState.HANDSHAKE);
            assertThat(client.channel()).isNull();
            peer.send(out -> OpenExtendedMiningChannelSuccess.encode(
                    out, wish.requestId(), 9, Sv2FakePool.TARGET, 8, new byte[] {1}, 2));
            Sv2Channel channel = client.start().get(10, TimeUnit.SECONDS);
            assertThat(channel)
                    .isEqualTo(new Sv2Channel(
                            1, ChannelKind.EXTENDED, 9, 2, new ExtranonceSpace("01", 8), Sv2FakePool.TARGET, 0))
                    .isEqualTo(client.channel());
            assertThat(client.state()).isEqualTo(ClientState.READY);
        }
        events.next(Sv2Recorder.Opened.class);
        assertThat(events.next(Sv2Recorder.Disconnected.class).reason()).isEqualTo(DisconnectReason.CLOSED_BY_CALLER);
        events.next(Sv2Recorder.Stopped.class);
    }

    private void assertSaid(SetupConnection setup) {
        assertThat(setup.protocol()).isZero();
        assertThat(setup.minVersion()).isEqualTo(2);
        assertThat(setup.maxVersion()).isEqualTo(2);
        assertThat(setup.flags()).isEqualTo(4);
        assertThat(setup.endpointHost()).isEqualTo(pool.address().getHostString());
        assertThat(setup.endpointPort()).isEqualTo(pool.address().getPort());
        assertThat(setup.vendor()).isEqualTo("Maker");
        assertThat(setup.hardwareVersion()).isEqualTo("h9");
        assertThat(setup.firmware()).isEqualTo("f8");
        assertThat(setup.deviceId()).isEqualTo("id7");
    }

    @Test
    void flagsFollowFromTheKindOfChannel() throws IOException {
        assertThat(flagsOf(pool.client().standard())).isEqualTo(1);
        assertThat(flagsOf(pool.client().extended(4))).isZero();
        assertThat(flagsOf(pool.client().workSelection(4))).isEqualTo(2);
    }

    private long flagsOf(Sv2ClientBuilder builder) throws IOException {
        Sv2Client client = start(builder);
        long flags = pool.accept().expect(new SetupConnection()).flags();
        client.close();
        return flags;
    }

    @Test
    void aRefusedSetupEndsTheConnection() throws IOException {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = pool.accept();
            peer.expect(new SetupConnection());
            peer.send(out -> SetupConnectionError.encode(out, 1, "unsupported-feature-flags"));
            endsWith(DisconnectReason.REFUSED, "setup: unsupported-feature-flags, flags 1");
            assertThat(peer.read()).isNull();
            assertThatThrownBy(() -> client.start().get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aRefusedChannelEndsTheConnection() throws IOException {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = pool.accept();
            Sv2FakePool.setUp(peer, 0);
            OpenStandardMiningChannel wish = peer.expect(new OpenStandardMiningChannel());
            peer.send(out -> OpenMiningChannelError.encode(out, wish.requestId(), "unknown-user"));
            endsWith(DisconnectReason.REFUSED, "channel: unknown-user");
            assertThat(client.state()).isEqualTo(ClientState.STOPPED);
        }
    }

    @Test
    void aServerWithoutStandardChannelsIsLeft() throws IOException {
        try (Sv2Client client = start(pool.client())) {
            Sv2FakePool.setUp(pool.accept(), 2);
            endsWith(DisconnectReason.REFUSED, "extended channels only");
            assertThat(client.channel()).isNull();
        }
    }

    @Test
    void anotherVersionIsNoAnswer() throws IOException {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = pool.accept();
            peer.expect(new SetupConnection());
            peer.send(out -> SetupConnectionSuccess.encode(out, 3, 0));
            events.next(ProtocolException.class);
            endsWith(DisconnectReason.PROTOCOL_ERROR, "version 3");
            assertThat(client.currentJob()).isNull();
        }
    }

    @Test
    void aSecondSetupOrChannelIsAnError() throws IOException {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            peer.send(out -> SetupConnectionSuccess.encode(out, 2, 0));
            endsWith(DisconnectReason.PROTOCOL_ERROR, "once more");
            assertThat(client.channel()).isNull();
        }
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            peer.send(out -> OpenStandardMiningChannelSuccess.encode(out, 1, 8, Target.MAX, new byte[4], 1));
            endsWith(DisconnectReason.PROTOCOL_ERROR, "nobody asked for");
            assertThat(client.channel()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind", "request", "size", "length"})
    void aGrantOfSomethingElseIsAnError(String what) throws IOException {
        try (Sv2Client client = start(pool.client().extended(4))) {
            V2Peer peer = pool.accept();
            Sv2FakePool.setUp(peer, 0);
            peer.expect(new OpenExtendedMiningChannel());
            peer.send(out -> {
                switch (what) {
                    case "kind" ->
                        OpenStandardMiningChannelSuccess.encode(out, 1, 7, Target.MAX, Sv2FakePool.PREFIX, 1);
                    case "request" ->
                        OpenExtendedMiningChannelSuccess.encode(out, 2, 7, Target.MAX, 4, Sv2FakePool.PREFIX, 1);
                    case "size" ->
                        OpenExtendedMiningChannelSuccess.encode(out, 1, 7, Target.MAX, 3, Sv2FakePool.PREFIX, 1);
                    default -> OpenExtendedMiningChannelSuccess.encode(out, 1, 7, Target.MAX, 29, new byte[4], 1);
                }
            });
            endsWith(DisconnectReason.PROTOCOL_ERROR, "");
            assertThat(client.channel()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000001ffffff", // longer than any frame may be here
                "0000010100" + "0002", // SetupConnection.Success of one byte
                "008001060000" + "020000000000", // with a channel bit
                "7b226964223a"
            }) // JSON: claims a long frame
    void whatCannotBeReadEndsTheConnection(String hex) throws IOException {
        try (Sv2Client client = start(pool.client().maxFrameBytes(1_024))) {
            V2Peer peer = pool.accept();
            peer.expect(new SetupConnection());
            peer.sendRaw(Hex.decode(hex));
            events.next(ProtocolException.class);
            endsWith(DisconnectReason.PROTOCOL_ERROR, "");
            assertThat(peer.read()).isNull();
            assertThat(client.outstanding()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"1024, true", "1025, false"})
    void aFrameIsAsLongAsAllowedAndNotLonger(int bytes, boolean taken) throws IOException {
        try (Sv2Client client = start(pool.client().maxFrameBytes(1_024))) {
            V2Peer peer = pool.accept();
            peer.expect(new SetupConnection());
            peer.send(out -> {
                out.begin(0xfe, false).putRaw(new byte[bytes], 0, bytes);
                out.end();
                SetupConnectionSuccess.encode(out, 2, 0);
            });
            if (taken) {
                peer.expect(new OpenStandardMiningChannel());
            } else {
                endsWith(DisconnectReason.PROTOCOL_ERROR, "claims 1025 bytes; at most 1024");
            }
            assertThat(client.channel()).isNull();
        }
    }

    @Test
    void unknownMessagesAndExtensionsAreIgnored() throws IOException {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = pool.accept();
            peer.expect(new SetupConnection());
            peer.send(out -> {
                out.begin(0xfe, false).putU32(1);
                out.end();
                out.begin(0x4001, 0x01, false).putU32(1);
                out.end();
                out.begin(0x4001, 0x15, true).putU32(1);
                out.end();
                out.begin(0x70, false); // of another protocol
                out.end();
                SetupConnectionSuccess.encode(out, 2, 0);
            });
            peer.expect(new OpenStandardMiningChannel());
            assertThat(client.state()).isEqualTo(ClientState.HANDSHAKE);
        }
    }

    @Test
    void silenceIsNotWaitedForForEver() throws IOException {
        Duration soon = Duration.ofMillis(50);
        try (Sv2Client client = start(pool.client().timeouts(Sv2ClientBuilder.TIMEOUTS.withHandshake(soon)))) {
            pool.accept();
            endsWith(DisconnectReason.HANDSHAKE_TIMEOUT, "SetupConnection");
            assertThat(client.state()).isEqualTo(ClientState.STOPPED);
        }
        try (Sv2Client client = start(pool.client().timeouts(Sv2ClientBuilder.TIMEOUTS.withHandshake(soon)))) {
            Sv2FakePool.setUp(pool.accept(), 0);
            endsWith(DisconnectReason.HANDSHAKE_TIMEOUT, "channel");
            assertThat(client.state()).isEqualTo(ClientState.STOPPED);
        }
        try (Sv2Client client =
                start(pool.client().anyAuthority().timeouts(Sv2ClientBuilder.TIMEOUTS.withHandshake(soon)))) {
            pool.accept();
            endsWith(DisconnectReason.HANDSHAKE_TIMEOUT, "Noise");
            assertThat(client.state()).isEqualTo(ClientState.STOPPED);
        }
        try (Sv2Client client = start(pool.client().timeouts(Sv2ClientBuilder.TIMEOUTS.withIdle(soon)))) {
            Sv2FakePool.standard(pool.accept());
            endsWith(DisconnectReason.IDLE_TIMEOUT, "nothing heard");
            assertThat(client.state()).isEqualTo(ClientState.STOPPED);
        }
    }

    @Test
    void nobodyThereIsSaid() {
        pool.close();
        try (Sv2Client client = start(pool.client())) {
            endsWith(DisconnectReason.CONNECT_FAILED, "");
            assertThat(client.state()).isEqualTo(ClientState.STOPPED);
        }
    }

    @Test
    void mistakesAreListed() {
        assertThatThrownBy(() -> Sv2Client.builder()
                        .extended(33)
                        .nominalHashRate(Float.NaN)
                        .versionMask(1)
                        .maxFrameBytes(1)
                        .maxOutstanding(3)
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.key())
                                .containsExactly(
                                        "server",
                                        "authority",
                                        "user",
                                        "nominalHashRate",
                                        "minExtranonceSize",
                                        "maxFrameBytes",
                                        "maxOutstanding",
                                        "versionMask"));
        assertThatThrownBy(() -> new Device("a\nb", "", "", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Device("", "ä".repeat(128), "", "")).isInstanceOf(IllegalArgumentException.class);
    }
}
