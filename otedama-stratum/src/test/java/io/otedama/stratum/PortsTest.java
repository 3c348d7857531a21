package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import io.otedama.session.PortDifficulty;
import io.otedama.session.StaticVardiff;
import io.otedama.stratum.StratumPort.Protocol;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannelSuccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several ports of one server, each on its own terms. */
class PortsTest extends V2ServerTest {
    private static final StratumPort FREE = StratumPort.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    private StratumServer start(StratumPort... ports) {
        return start(limits -> limits, config -> config.ports(List.of(ports)).sv2(Sv2Config.of(authority)));
    }

    /** The first difficulty that a miner is sent there. */
    private String difficultyAt(InetSocketAddress address, String password) throws IOException {
        MinerSocket miner = closing(new MinerSocket(address));
        miner.ask("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[\"test/1\"]}");
        miner.ask("{\"id\":2,\"method\":\"mining.authorize\",\"params\":[\"addr.w\",\"" + password + "\"]}");
        String line = String.valueOf(miner.read());
        return line.replaceFirst(".*\"params\":\\[(.*)]}", "$1");
    }

    @Test
    void rule18_eachPortHasItsOwnDifficulty() throws IOException {
        engine.job = FakeJob.newBlock(1);
        StratumServer started = start(
                FREE,
                FREE.withDifficulty(PortDifficulty.fixed(Difficulty.of(65_536))),
                FREE.withDifficulty(PortDifficulty.of(new StaticVardiff(Difficulty.of(8)))),
                FREE.withDifficulty(PortDifficulty.POOL.withMinimum(Difficulty.of(5_000))));
        List<InetSocketAddress> at = started.localAddresses();
        assertThat(at).hasSize(4).doesNotHaveDuplicates().first().isEqualTo(started.localAddress());
        assertThat(difficultyAt(at.get(0), "x")).as("the pool's").isEqualTo("1024");
        assertThat(difficultyAt(at.get(1), "d=16")).as("fixed").isEqualTo("65536");
        assertThat(difficultyAt(at.get(2), "x")).as("starts low").isEqualTo("8");
        assertThat(difficultyAt(at.get(2), "d=16")).isEqualTo("16");
        assertThat(difficultyAt(at.get(3), "d=16")).as("lifted").isEqualTo("5000");
    }

    @Test
    void rule18_channelsOfStratumV2AreOfTheirPort() throws IOException {
        engine.job = FakeJob.newBlock(1);
        StratumServer started = start(FREE, FREE.withDifficulty(PortDifficulty.fixed(Difficulty.of(65_536))));
        V2Peer peer = closing(new V2Peer(started.localAddresses().get(1)));
        peer.setup(0).expect(new SetupConnectionSuccess());
        OpenExtendedMiningChannelSuccess opened = openExtended(peer, "addr.w");
        assertThat(opened.target()).isEqualTo(Difficulty.of(65_536).toTarget(1));
    }

    @Test
    void aPortSpeaksOnlyWhatItMay() throws IOException {
        StratumServer started = start(FREE.withProtocols(Set.of(Protocol.V1)), FREE.withProtocols(Set.of(Protocol.V2)));
        InetSocketAddress first = started.localAddresses().get(0);
        InetSocketAddress second = started.localAddresses().get(1);
        String ping = "{\"id\":1,\"method\":\"mining.ping\"}";
        assertThat(closing(new MinerSocket(first)).ask(ping)).contains("pong");
        assertThat(closing(new MinerSocket(second)).send(ping).read()).isNull();
        closing(new V2Peer(second)).setup(0).expect(new SetupConnectionSuccess());
        assertThat(started.health().detail()).contains("ports " + first.getPort() + ", " + second.getPort());
    }

    @Test
    void onePortThatCannotBeUsedLeavesNothingListening() throws IOException {
        try (java.net.ServerSocket taken = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StratumPort busy = StratumPort.of((InetSocketAddress) taken.getLocalSocketAddress());
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> start(FREE, busy))
                    .isInstanceOf(io.otedama.error.ConfigurationException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
        assertThat(engine.lanes).allMatch(lane -> lane.closed);
    }
}
