package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Target;
import io.otedama.stratum.v2.Sv2Settings;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.mining.NewExtendedMiningJob;
import io.otedama.stratum.v2.message.mining.NewMiningJob;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.SetNewPrevHash;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;

/** A server that speaks both protocols, on a {@link FakeEngine}; peers speak Stratum V2 in the clear. */
public abstract class V2ServerTest extends ServerTest {
    protected static final Target D1024 = Difficulty.of(1024).toTarget(1);

    protected final AuthorityKeyPair authority = AuthorityKeyPair.generate(new SecureRandom());
    private final List<V2Peer> peers = new ArrayList<>();

    @AfterEach
    void closePeers() throws IOException {
        for (V2Peer peer : peers) {
            peer.close();
        }
    }

    protected StratumServer startV2() {
        return startV2(settings -> settings);
    }

    protected StratumServer startV2(UnaryOperator<Sv2Settings> settings) {
        Sv2Config sv2 = Sv2Config.of(authority).withSettings(settings.apply(Sv2Settings.defaults()));
        return start(limits -> limits, config -> config.sv2(sv2));
    }

    protected V2Peer peer() throws IOException {
        return peer("127.0.0.1");
    }

    protected V2Peer peer(String from) throws IOException {
        V2Peer peer = new V2Peer(Objects.requireNonNull(server).localAddress(), from);
        peers.add(peer);
        return peer;
    }

    /** A peer whose setup with these flags was accepted. */
    protected V2Peer miner(long flags) throws IOException {
        return miner(flags, "127.0.0.1");
    }

    protected V2Peer miner(long flags, String from) throws IOException {
        V2Peer peer = peer(from).setup(flags);
        peer.expect(new SetupConnectionSuccess());
        return peer;
    }

    protected static OpenStandardMiningChannelSuccess openStandard(V2Peer peer, String user) throws IOException {
        peer.send(out -> OpenStandardMiningChannel.encode(out, 1, user, 1e12f, Target.MAX));
        return peer.expect(new OpenStandardMiningChannelSuccess());
    }

    protected static OpenExtendedMiningChannelSuccess openExtended(V2Peer peer, String user) throws IOException {
        peer.send(out -> OpenExtendedMiningChannel.encode(out, 1, user, 1e12f, Target.MAX, 4));
        return peer.expect(new OpenExtendedMiningChannelSuccess());
    }

    /** The first job of a channel: a future one, and the message that makes it active. */
    protected static NewMiningJob firstStandardJob(V2Peer peer) throws IOException {
        NewMiningJob job = peer.expect(new NewMiningJob());
        SetNewPrevHash active = peer.expect(new SetNewPrevHash());
        assertThat(active.jobId()).isEqualTo(job.jobId());
        assertThat(active.channelId()).isEqualTo(job.channelId());
        return job;
    }

    protected static NewExtendedMiningJob firstExtendedJob(V2Peer peer) throws IOException {
        NewExtendedMiningJob job = peer.expect(new NewExtendedMiningJob());
        SetNewPrevHash active = peer.expect(new SetNewPrevHash());
        assertThat(active.jobId()).isEqualTo(job.jobId());
        assertThat(active.channelId()).isEqualTo(job.channelId());
        return job;
    }
}
