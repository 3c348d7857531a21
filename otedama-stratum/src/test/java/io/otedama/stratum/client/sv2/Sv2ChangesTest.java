package io.otedama.stratum.client.sv2;

import static io.otedama.stratum.client.sv2.Sv2FakePool.CHANNEL;
import static io.otedama.stratum.client.sv2.Sv2FakePool.GROUP;
import static io.otedama.stratum.client.sv2.Sv2FakePool.NBITS;
import static io.otedama.stratum.client.sv2.Sv2FakePool.NTIME;
import static io.otedama.stratum.client.sv2.Sv2FakePool.PREVIOUS;
import static io.otedama.stratum.client.sv2.Sv2FakePool.TARGET;
import static io.otedama.stratum.client.sv2.Sv2FakePool.extendedJob;
import static io.otedama.stratum.client.sv2.Sv2FakePool.futureExtendedJob;
import static io.otedama.stratum.client.sv2.Sv2FakePool.hash;
import static io.otedama.stratum.client.sv2.Sv2FakePool.prevHash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.Target;
import io.otedama.job.CustomWork;
import io.otedama.stratum.V2Peer;
import io.otedama.stratum.client.DisconnectReason;
import io.otedama.stratum.client.ReconnectPolicy;
import io.otedama.stratum.v2.message.common.ChannelEndpointChanged;
import io.otedama.stratum.v2.message.common.Reconnect;
import io.otedama.stratum.v2.message.common.SetupConnection;
import io.otedama.stratum.v2.message.mining.CloseChannel;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannel;
import io.otedama.stratum.v2.message.mining.SetCustomMiningJob;
import io.otedama.stratum.v2.message.mining.SetCustomMiningJobError;
import io.otedama.stratum.v2.message.mining.SetCustomMiningJobSuccess;
import io.otedama.stratum.v2.message.mining.UpdateChannel;
import io.otedama.stratum.v2.message.mining.UpdateChannelError;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An open channel that is changed, closed, moved, or given work of the miner's own. */
@Timeout(30)
class Sv2ChangesTest {
    private static final byte[] TOKEN = {5, 5};

    private final SecureRandom random = new SecureRandom();
    private final Sv2FakePool pool = new Sv2FakePool();
    private final Sv2FakePool other = new Sv2FakePool();
    private final Sv2Recorder events = new Sv2Recorder();

    @AfterEach
    void closePools() {
        pool.close();
        other.close();
    }

    private Sv2Client start(Sv2ClientBuilder builder) {
        Sv2Client client = builder.listener(events).build();
        var unused = client.start();
        return client;
    }

    private Sv2Recorder.Disconnected end() {
        return events.skipTo(Sv2Recorder.Disconnected.class);
    }

    // ---- update

    @Test
    void anUpdateIsSentAndHoldsForLaterConnections() throws IOException {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            events.next(Sv2Recorder.Opened.class);
            client.updateChannel(2e9f, TARGET);
            UpdateChannel update = peer.expect(new UpdateChannel());
            assertThat(update.channelId()).isEqualTo(CHANNEL);
            assertThat(update.nominalHashRate()).isEqualTo(2e9f);
            assertThat(update.maximumTarget()).isEqualTo(TARGET);
            peer.send(out -> {
                UpdateChannelError.encode(out, 99, "invalid-channel-id");
                UpdateChannelError.encode(out, CHANNEL, "invalid-nominal-hashrate");
                ChannelEndpointChanged.encode(out, CHANNEL);
            });
            assertThat(events.next(Sv2Recorder.UpdateRefused.class).code()).isEqualTo("invalid-nominal-hashrate");
            client.disconnect();
            assertThat(end().reason()).isEqualTo(DisconnectReason.CLOSED_BY_CALLER);
            V2Peer next = pool.accept();
            Sv2FakePool.setUp(next, 0);
            assertThat(next.expect(new OpenStandardMiningChannel()).nominalHashRate())
                    .isEqualTo(2e9f);
            assertThatThrownBy(() -> client.updateChannel(0, TARGET)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    // ---- the end of the channel

    @ParameterizedTest
    @ValueSource(longs = {CHANNEL, GROUP})
    void aClosedChannelIsOpenedAnew(long id) throws IOException {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            events.next(Sv2Recorder.Opened.class);
            peer.send(out -> {
                CloseChannel.encode(out, 99, "another");
                CloseChannel.encode(out, id, "bye");
            });
            Sv2Recorder.Disconnected end = end();
            assertThat(end.reason()).isEqualTo(DisconnectReason.CLOSED_BY_SERVER);
            assertThat(end.detail()).contains("bye");
            Sv2FakePool.standard(pool.accept());
            assertThat(events.next(Sv2Recorder.Opened.class).channel().connection())
                    .isEqualTo(2);
            assertThat(client.channel()).isNotNull();
        }
    }

    @Test
    void theClientGivesItsChannelUp() throws IOException {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            events.next(Sv2Recorder.Opened.class);
            client.closeChannel("enough");
            CloseChannel message = peer.expect(new CloseChannel());
            assertThat(message.channelId()).isEqualTo(CHANNEL);
            assertThat(message.reasonCode()).isEqualTo("enough");
            assertThatThrownBy(() -> client.closeChannel("\n")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    // ---- reconnect

    @Test
    void withoutHostAndPortTheClientComesBackToTheSameServer() throws IOException {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            peer.send(out -> Reconnect.encode(out, "", 0));
            assertThat(end().reason()).isEqualTo(DisconnectReason.RECONNECT_REQUESTED);
            Sv2FakePool.standard(pool.accept());
            assertThat(events.next(Sv2Recorder.Opened.class).channel().connection())
                    .isEqualTo(2);
            assertThat(client.channel()).isNotNull();
        }
    }

    @Test
    void anotherPortIsTriedOnceThenTheClientComesHome() throws IOException {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            peer.send(out -> Reconnect.encode(out, "", other.address().getPort()));
            Sv2FakePool.standard(other.accept()).close();
            Sv2FakePool.standard(pool.accept());
            end();
            end();
            assertThat(events.next(Sv2Recorder.Opened.class).channel().connection())
                    .isEqualTo(3);
            assertThat(client.channel()).isNotNull();
        }
    }

    @Test
    void whoIsNotVerifiedCannotSendTheClientToAStranger() throws IOException {
        try (Sv2Client client = start(pool.client())) {
            V2Peer peer = Sv2FakePool.standard(pool.accept());
            peer.send(out -> Reconnect.encode(out, "stranger.example", 0));
            assertThat(end().detail()).contains(pool.address().getHostString());
            assertThat(pool.accept().expect(new SetupConnection()).endpointPort())
                    .isEqualTo(pool.address().getPort());
            assertThat(client.channel()).isNull();
        }
    }

    @Test
    void whoIsVerifiedCanButTheSameAuthorityIsDemandedThere() throws Exception {
        AuthorityKeyPair authority = AuthorityKeyPair.generate(random);
        try (Sv2Client client = start(pool.client().authority(authority.publicKey()))) {
            V2Peer peer = Sv2FakePool.standard(pool.acceptEncrypted(authority));
            int port = other.address().getPort();
            peer.send(out -> Reconnect.encode(out, "127.0.0.1", port));
            assertThat(end().reason()).isEqualTo(DisconnectReason.RECONNECT_REQUESTED);
            other.acceptEncrypted(AuthorityKeyPair.generate(random));
            assertThat(end().reason()).isEqualTo(DisconnectReason.UNTRUSTED);
            V2Peer again = Sv2FakePool.standard(pool.acceptEncrypted(authority));
            again.send(out -> Reconnect.encode(out, "127.0.0.1", port));
            V2Peer there = Sv2FakePool.standard(other.acceptEncrypted(authority));
            events.skipTo(Sv2Recorder.Opened.class);
            end();
            assertThat(events.skipTo(Sv2Recorder.Opened.class).channel().connection())
                    .isEqualTo(4);
            there.sendRaw(new byte[22]); // what no key has sealed
            assertThat(end().reason()).isEqualTo(DisconnectReason.PROTOCOL_ERROR);
            assertThat(client.currentJob()).isNull();
        }
    }

    @Test
    void aServerThatAnswersTheHandshakeWithGarbageIsNotBelieved() throws Exception {
        try (Sv2Client client = start(pool.client().anyAuthority().reconnect(ReconnectPolicy.OFF))) {
            V2Peer peer = pool.accept();
            peer.readRaw(64);
            byte[] garbage = new byte[234];
            random.nextBytes(garbage);
            peer.sendRaw(garbage).sendRaw(garbage);
            Sv2Recorder.Disconnected end = end();
            assertThat(end.reason()).isEqualTo(DisconnectReason.UNTRUSTED);
            assertThat(end.detail()).contains("does not open");
            assertThat(client.channel()).isNull();
        }
    }

    // ---- work of the miner's own

    private static CustomWork work(Hash256 previous) {
        return new CustomWork(
                0x20000000,
                previous,
                NTIME,
                (int) NBITS,
                2,
                new byte[] {2, 1, 1},
                -1,
                Hex.decode("01" + "00f2052a01000000" + "0151"),
                0,
                List.of(hash(60)));
    }

    @Test
    void workOfTheMinersOwnIsCurrentUntilThereIsANewBlock() throws Exception {
        try (Sv2Client client = start(pool.client().workSelection(4))) {
            V2Peer peer = Sv2FakePool.extended(pool.accept());
            events.next(Sv2Recorder.Opened.class);
            CompletableFuture<Sv2Job> asked = client.setCustomJob(TOKEN, work(PREVIOUS));
            SetCustomMiningJob wish = peer.expect(new SetCustomMiningJob());
            assertThat(wish.channelId()).isEqualTo(CHANNEL);
            assertThat(wish.miningJobToken()).containsExactly(TOKEN);
            assertThat(wish.coinbasePrefix()).containsExactly(2, 1, 1);
            peer.send(out -> {
                SetCustomMiningJobSuccess.encode(out, CHANNEL, 9999, 1);
                SetCustomMiningJobSuccess.encode(out, 99, wish.requestId(), 1);
                SetCustomMiningJobSuccess.encode(out, CHANNEL, wish.requestId(), 77);
            });
            Sv2Job job = asked.get(10, TimeUnit.SECONDS);
            assertThat(job.isCustom()).isTrue();
            assertThat(job.id()).isEqualTo(77);
            assertThat(Hex.encode(job.coinbaseFrame()))
                    .isEqualTo("02000000" + "01" + "00".repeat(32) + "ffffffff" + "0b" + "020101" + "01020304"
                            + "00000000" + "ffffffff" + "0100f2052a010000000151" + "00000000");
            assertThat(client.currentJob()).isSameAs(job);
            futureExtendedJob(peer, CHANNEL, 1);
            prevHash(peer, CHANNEL, 1); // on the same block
            events.next(Sv2Job.class);
            events.next(Sv2Job.class);
            assertThat(client.currentJob()).isSameAs(job);
            futureExtendedJob(peer, CHANNEL, 2);
            prevHash(peer, CHANNEL, 2, hash(99), NBITS);
            Sv2Job fresh = events.next(Sv2Job.class);
            assertThat(client.currentJob()).isSameAs(fresh);
            extendedJob(peer, CHANNEL, 3, NTIME, true);
            assertThat(client.currentJob()).isNotSameAs(job);
        }
    }

    @Test
    void workThatIsRefusedOrNotAnsweredFails() throws Exception {
        try (Sv2Client client = start(pool.client().workSelection(4))) {
            V2Peer peer = Sv2FakePool.extended(pool.accept());
            events.next(Sv2Recorder.Opened.class);
            List<CompletableFuture<Sv2Job>> asked = new ArrayList<>();
            for (int i = 0; i <= CustomRequests.MAX_OPEN; i++) {
                asked.add(client.setCustomJob(TOKEN, work(PREVIOUS)));
            }
            assertThat(codeOf(asked.get(CustomRequests.MAX_OPEN))).isEmpty();
            SetCustomMiningJob wish = peer.expect(new SetCustomMiningJob());
            peer.send(out -> SetCustomMiningJobError.encode(out, CHANNEL, wish.requestId(), "stale-chain-tip"));
            assertThat(codeOf(asked.get(0))).isEqualTo("stale-chain-tip");
            peer.close();
            assertThat(codeOf(asked.get(1))).isEmpty();
        }
    }

    @Test
    void workWithoutAChannelFails() {
        Sv2Client client = pool.client().workSelection(4).build();
        assertThat(codeOf(client.setCustomJob(TOKEN, work(PREVIOUS)))).isEmpty();
        client.close();
        assertThat(codeOf(client.setCustomJob(TOKEN, work(PREVIOUS)))).isEmpty();
        client.updateChannel(1, Target.MAX);
    }

    private static String codeOf(CompletableFuture<Sv2Job> asked) {
        try {
            throw new AssertionError("became " + asked.get(10, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(CustomJobException.class);
            return ((CustomJobException) e.getCause()).errorCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
