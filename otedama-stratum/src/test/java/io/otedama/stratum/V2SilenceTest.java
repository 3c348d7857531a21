package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Hex;
import io.otedama.job.CustomJobs;
import io.otedama.job.ExtranonceLayout;
import io.otedama.job.JobTable;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.declaration.AllocateMiningJobToken;
import io.otedama.stratum.v2.message.declaration.AllocateMiningJobTokenSuccess;
import io.otedama.stratum.v2.message.mining.CloseChannel;
import io.otedama.stratum.v2.noise.NoiseInitiator;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who may stay without a word, and what becomes of a connection that could not be taken over. */
class V2SilenceTest extends V2ServerTest {
    private static final int MINING = 0;
    private static final int DECLARATION = 1;

    private void startPatient() {
        engine.customJobs = new CustomJobs(
                new JobTable(), Hex.decode("0014ebe1b7dcc293ccaa0ee743a86f89df8258c208fc"), ExtranonceLayout.DEFAULT);
        Sv2Config sv2 = Sv2Config.of(authority);
        start(
                limits -> limits.handshakeMillis(10_000_000).idleMillis(3_600_000),
                config -> config.eventLoops(1).sv2(sv2));
    }

    private V2Peer setUp(int protocol) throws IOException {
        V2Peer peer = peer().setup(protocol, 2, 2, 0);
        peer.expect(new SetupConnectionSuccess());
        return peer;
    }

    private static void askForToken(V2Peer peer) throws IOException {
        peer.send(out -> AllocateMiningJobToken.encode(out, "addr", 1));
        peer.expect(new AllocateMiningJobTokenSuccess());
    }

    @Test
    void silenceIsForThoseWhoHoldAChannelOrAToken() throws IOException {
        startPatient();
        V2Peer nothing = setUp(MINING);
        V2Peer closed = setUp(MINING);
        long id = openStandard(closed, "addr.w").channelId();
        closed.send(out -> CloseChannel.encode(out, id, "done"));
        V2Peer noToken = setUp(DECLARATION);
        V2Peer channel = setUp(MINING);
        openStandard(channel, "addr.w");
        V2Peer token = setUp(DECLARATION);
        askForToken(token);
        await().until(() ->
                engine.lanes.stream().mapToInt(lane -> lane.sessions.size()).sum() == 1);

        engine.clockOffsetNs.set(TimeUnit.SECONDS.toNanos(3_601));

        assertThat(nothing.read()).isNull();
        assertThat(closed.read()).isNull();
        assertThat(noToken.read()).isNull();
        openStandard(channel, "addr.other");
        askForToken(token);
        assertThat(engine.counter("stratum.connections.timeout")).isEqualTo(3);
    }

    @Test
    void aConnectionThatCouldNotBeTakenOverGivesItsPlaceBack() throws IOException {
        Sv2Config sv2 = Sv2Config.of(authority);
        start(limits -> limits.maxConnectionsPerAddress(1), config -> config.sv2(sv2));
        engine.broken = true;
        assertThat(peer().setup(0).read()).isNull();
        await().until(() -> Objects.requireNonNull(server).connections() == 0);
        peer().sendRaw(new NoiseInitiator(null, new SecureRandom()).act1()).readRaw(NoiseInitiator.ACT2_BYTES + 1);
        await().until(() -> Objects.requireNonNull(server).connections() == 0);
        engine.broken = false;
        miner(0);
    }
}
