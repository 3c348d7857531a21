package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.otedama.error.ConfigurationException;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.ComponentHealth.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifeCycleIT extends ServerTest {
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("lifecycle-")
                        || thread.getName().startsWith("globalEvent"))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closeLeavesNoThread(boolean nativeTransport) throws IOException {
        engine.job = FakeJob.newBlock(1);
        StratumServer server =
                start(limits -> limits, config -> config.name("lifecycle").nativeTransport(nativeTransport));
        assertThat(server.health().status()).isEqualTo(Status.UP);
        MinerSocket miner = connect().handshake(true);
        assertThat(miner.ask(MinerSocket.submit(1, "1"))).contains("true");
        server.close();
        server.close();
        assertThat(miner.read()).isNull();
        assertThat(threads()).noneMatch(thread -> thread.getName().startsWith("lifecycle-"));
        await().atMost(Duration.ofSeconds(5)).until(() -> threads().isEmpty());
        assertThat(server.health().status()).isEqualTo(Status.DOWN);
        engine.publish(FakeJob.newBlock(2));
    }

    @Test
    void drainRefusesNewMinersAndServesTheOthers() throws IOException {
        engine.job = FakeJob.newBlock(1);
        StratumServer server = start(limits -> limits, config -> config.reconnectSpreadMillis(50));
        MinerSocket miner = connect().handshake(true);
        InetSocketAddress address = server.localAddress();
        server.drain();
        assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close())
                .isInstanceOf(ConnectException.class);
        assertThat(server.health().status()).isEqualTo(Status.DEGRADED);
        assertThat(miner.read()).isEqualTo("{\"id\":null,\"method\":\"client.reconnect\",\"params\":[]}");
        assertThat(miner.ask(MinerSocket.submit(1, "1"))).contains("true");
        engine.publish(FakeJob.newBlock(2));
        assertThat(miner.read()).contains("mining.notify");
    }

    @Test
    void verdictsThatHaveArrivedAreSentBeforeTheEnd() throws IOException {
        engine.verdict = share -> ShareVerdict.PENDING;
        StratumServer server = start();
        MinerSocket miner = connect().handshake(false);
        miner.send(MinerSocket.submit(1, "1"));
        await().until(() -> engine.submits.get() == 1);
        engine.answerWaiting(ShareVerdict.ACCEPTED);
        server.close();
        assertThat(miner.read()).isEqualTo("{\"id\":1,\"result\":true,\"error\":null}");
        assertThat(miner.read()).isNull();
    }

    @Test
    void aPortInUseIsSaidAndNothingRuns() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", taken.getLocalPort());
            assertThatThrownBy(() -> start(
                            limits -> limits, config -> config.name("lifecycle").listen(address)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("stratum.listen");
        }
        await().until(() -> threads().isEmpty());
        assertThat(engine.lanes).allMatch(lane -> lane.closed);
    }

    @Test
    void aPortSharedWithAnotherServerIsRefused() {
        StratumServer first = start();
        StratumServer second = new StratumServer(
                StratumConfig.builder().listen(first.localAddress()).build());
        second.attach(new FakeEngine());
        assertThatThrownBy(second::start).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void wrongOrderIsAnError() {
        StratumServer server = new StratumServer(StratumConfig.builder().build());
        assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(server::localAddress).isInstanceOf(IllegalStateException.class);
        server.attach(engine);
        assertThatThrownBy(() -> server.attach(engine)).isInstanceOf(IllegalStateException.class);
        server.drain();
        server.close();
    }

    @Test
    void everyWrongSettingIsListed() {
        assertThatThrownBy(() -> StratumConfig.builder()
                        .eventLoops(0)
                        .backlog(0)
                        .exemptNetworks(java.util.List.of("10.0.0.0/33"))
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems()).hasSize(3));
    }
}
