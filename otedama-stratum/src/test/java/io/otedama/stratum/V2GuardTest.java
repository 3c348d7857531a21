package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Target;
import io.otedama.security.Guard;
import io.otedama.security.GuardConfig;
import io.otedama.security.Misbehaviour;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.PoolControl.Ban;
import io.otedama.stratum.v2.message.common.Reconnect;
import io.otedama.stratum.v2.message.mining.CloseChannel;
import io.otedama.stratum.v2.message.mining.NewMiningJob;
import io.otedama.stratum.v2.message.mining.OpenMiningChannelError;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannel;
import io.otedama.stratum.v2.message.mining.SetTarget;
import io.otedama.stratum.v2.message.mining.SubmitSharesError;
import io.otedama.stratum.v2.message.mining.SubmitSharesStandard;
import io.otedama.stratum.v2.message.mining.SubmitSharesSuccess;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RULE 21 over Stratum V2, with real sockets and no exempt network. */
class V2GuardTest extends V2ServerTest {
    private static final long NTIME = 0x514f20acL;

    @BeforeEach
    void noExemptNetworks() {
        GuardConfig config = GuardConfig.builder().exempt(List.of()).build();
        engine.guard = new Guard(config, engine.clock(), engine.metrics, event -> {});
        engine.publish(FakeJob.newBlock(9));
    }

    private Guard guard() {
        return Objects.requireNonNull(engine.guard);
    }

    private static void submit(V2Peer peer, long channel, int sequence) throws IOException {
        peer.send(out -> SubmitSharesStandard.encode(out, channel, sequence, 9, sequence, NTIME, 2));
    }

    @Test
    void rule21AWorkerWithBadSharesClimbsTheLadder() throws IOException {
        engine.verdict = share -> ShareVerdict.LOW_DIFFICULTY;
        startV2();
        List<Integer> types = new ArrayList<>();
        int answers = 0;
        for (int connection = 0; connection < 2; connection++) {
            V2Peer peer = miner(0);
            long id = openStandard(peer, "addr.w").channelId();
            firstStandardJob(peer);
            for (int i = 0; i < 50; i++) {
                submit(peer, id, i);
            }
            for (V2Peer.Frame frame = peer.read(); frame != null; frame = peer.read()) {
                if (frame.type() == SubmitSharesError.TYPE) {
                    answers++;
                } else {
                    types.add(frame.type());
                }
            }
        }
        assertThat(types).containsExactly(SetTarget.TYPE, NewMiningJob.TYPE, Reconnect.TYPE);
        assertThat(answers).isEqualTo(50);
        assertThat(guard().bans(10)).extracting(Ban::network).containsExactly("127.0.0.1 addr.w");
        V2Peer banned = miner(0);
        banned.send(out -> OpenStandardMiningChannel.encode(out, 1, "addr.w", 1e12f, Target.MAX));
        assertThat(banned.expect(new OpenMiningChannelError()).errorCode()).isEqualTo("worker-banned");
        openStandard(banned, "addr.other");
    }

    @Test
    void rule21ABadChannelIsClosedAndTheOthersGoOn() throws IOException {
        engine.verdict = share -> Objects.requireNonNull(share.worker).name().endsWith("bad")
                ? ShareVerdict.DUPLICATE
                : ShareVerdict.ACCEPTED;
        startV2();
        V2Peer proxy = miner(0);
        long good = openStandard(proxy, "addr.good").channelId();
        firstStandardJob(proxy);
        long bad = openStandard(proxy, "addr.bad").channelId();
        firstStandardJob(proxy);
        for (int i = 0; i < 60; i++) {
            submit(proxy, bad, i);
            submit(proxy, good, i);
        }
        int accepted = 0;
        boolean closed = false;
        while (accepted < 60) {
            V2Peer.Frame frame = Objects.requireNonNull(proxy.read());
            if (frame.type() == SubmitSharesSuccess.TYPE) {
                accepted += (int) frame.as(new SubmitSharesSuccess()).newSubmitsAcceptedCount();
            } else if (frame.type() == CloseChannel.TYPE) {
                CloseChannel end = frame.as(new CloseChannel());
                assertThat(end.channelId()).isEqualTo(bad);
                assertThat(end.reasonCode()).isEqualTo("worker-banned");
                closed = true;
            }
        }
        assertThat(closed).isTrue();
        assertThat(guard().bans(10)).extracting(Ban::network).containsExactly("127.0.0.1 addr.bad");
    }

    @Test
    void rule21ABanSpokenElsewhereEndsTheWorkersChannelAndNoOther() throws IOException {
        startV2();
        V2Peer proxy = miner(0);
        long good = openStandard(proxy, "addr.good").channelId();
        firstStandardJob(proxy);
        long bad = openStandard(proxy, "addr.bad").channelId();
        firstStandardJob(proxy);
        InetAddress here = InetAddress.getByName("127.0.0.1");
        for (int i = 0; i < 50; i++) {
            guard().onMisbehaviour(here, "addr.bad", Misbehaviour.DUPLICATE_SHARE);
        }
        CloseChannel end = proxy.expect(new CloseChannel());
        assertThat(end.channelId()).isEqualTo(bad);
        submit(proxy, good, 1);
        assertThat(proxy.expect(new SubmitSharesSuccess()).channelId()).isEqualTo(good);
    }

    @Test
    void onlyARefusedNameIsTheMinersFault() throws IOException {
        engine.perOwner = true; // nobody here has a payout script
        startV2();
        V2Peer peer = miner(0);
        assertRefused(peer, "addr.w");
        assertThat(guard().standing("127.0.0.1").orElseThrow().events()).isEmpty();
        assertRefused(peer, "banned.w");
        assertThat(guard().standing("127.0.0.1").orElseThrow().events())
                .extracting(event -> event.kind() + event.times())
                .containsExactly("FAILED_LOGIN1");
    }

    private static void assertRefused(V2Peer peer, String user) throws IOException {
        peer.send(out -> OpenStandardMiningChannel.encode(out, 1, user, 1e12f, Target.MAX));
        assertThat(peer.expect(new OpenMiningChannelError()).errorCode()).isEqualTo("unknown-user");
    }

    @Test
    void rule21NoiseThatIsNoHandshakeBansTheAddress() throws IOException {
        startV2();
        InetAddress here = InetAddress.getByName("127.0.0.1");
        for (int i = 0; i < 10; i++) {
            assertThat(guard().isBanned(here)).isFalse();
            byte[] noise = new byte[65];
            Arrays.fill(noise, (byte) 0xe5);
            V2Peer peer = peer().sendRaw(noise);
            assertThat(peer.read()).isNull();
        }
        assertThat(guard().isBanned(here)).isTrue();
        assertThat(peer().read()).as("refused at connect").isNull();
    }
}
