package io.otedama.stratum.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.spi.PoolClock;
import io.otedama.stratum.MinerSocket;
import io.otedama.stratum.V2Peer;
import io.otedama.stratum.v2.message.MessageView;
import io.otedama.stratum.v2.message.common.SetupConnection;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.mining.NewExtendedMiningJob;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.SetNewPrevHash;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import io.otedama.stratum.v2.noise.NoiseResponder;
import io.otedama.stratum.v2.noise.ServerIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy between hostile machines and pools that drop it; the pools are played by the test. */
class EdgeProxyTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long CHANNEL = 7;
    private static final int JOB = 5;
    private static final byte[] PREFIX = {1, 2, 3, 4};
    private static final String NOTIFY = "\"method\":\"mining.notify\"";
    private static final int REGTEST_BITS = 0x207fffff;

    private final SecureRandom random = new SecureRandom();
    private final AuthorityKeyPair authority = AuthorityKeyPair.generate(random);
    private final List<AutoCloseable> open = new ArrayList<>();
    private ServerSocket first;
    private ServerSocket second;
    private EdgeProxy proxy;

    @BeforeEach
    void start() throws IOException {
        first = pool();
        second = pool();
        List<UpstreamAddress> pools = List.of(upstream(first), upstream(second));
        proxy = new EdgeProxy(ProxyConfig.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), pools)
                .withBatch(Duration.ofSeconds(1)));
        open.add(proxy);
        proxy.start();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private ServerSocket pool() throws IOException {
        ServerSocket made = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        made.setSoTimeout((int) SOON.toMillis());
        open.add(made);
        return made;
    }

    private UpstreamAddress upstream(ServerSocket pool) {
        return new UpstreamAddress("127.0.0.1", pool.getLocalPort(), authority.publicKey());
    }

    private MinerSocket machine() throws IOException {
        MinerSocket machine = new MinerSocket(proxy.localAddress());
        open.add(machine);
        machine.send("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[]}");
        machine.send("{\"id\":2,\"method\":\"mining.authorize\",\"params\":[\"farm.one\",\"x\"]}");
        return machine;
    }

    /** Handshake, setup, a channel for which every hash is good enough, and a job. */
    private V2Peer takeChannel(ServerSocket pool) throws Exception {
        V2Peer peer = new V2Peer(pool.accept());
        open.add(peer);
        ServerIdentity identity = new ServerIdentity(authority, Duration.ofHours(1), PoolClock.system(), random);
        NoiseResponder.Answer answer =
                new NoiseResponder(identity, random).respond(peer.readRaw(NoiseResponder.ACT1_BYTES));
        peer.sendRaw(answer.act2());
        peer.encrypted(answer.keys().sending(), answer.keys().receiving());
        peer.expect(new SetupConnection());
        peer.send(out -> SetupConnectionSuccess.encode(out, 2, 0));
        OpenExtendedMiningChannel wish = peer.expect(new OpenExtendedMiningChannel());
        peer.send(out -> OpenExtendedMiningChannelSuccess.encode(
                out,
                wish.requestId(),
                CHANNEL,
                Difficulty.of("0.0000000003").toTarget(1),
                Uplink.EXTRANONCE_BYTES,
                PREFIX,
                0));
        peer.send(out -> NewExtendedMiningJob.encode(
                out, CHANNEL, JOB, MessageView.ABSENT, 0x20000000L, true, List.of(), new byte[] {10, 11}, new byte[] {20
                }));
        peer.send(out -> SetNewPrevHash.encode(out, CHANNEL, JOB, Hash256.ZERO, 1_700_000_000L, REGTEST_BITS));
        return peer;
    }

    private static String readUntil(MinerSocket machine, String text) throws IOException {
        String line = Objects.requireNonNull(machine.read());
        while (!line.contains(text)) {
            line = Objects.requireNonNull(machine.read());
        }
        return line;
    }

    private static String submit(String job) {
        return "{\"id\":9,\"method\":\"mining.submit\",\"params\":[\"farm.one\",\"" + job
                + "\",\"00000001\",\"6553f100\",\"00000002\"]}";
    }

    @Test
    void aPoolThatDropsTheChannelAtOnceIsLeftForTheNext() throws Exception {
        MinerSocket machine = machine();
        V2Peer dropping = takeChannel(first);
        readUntil(machine, NOTIFY);
        dropping.close();

        takeChannel(second); // or accept() ends with a time-out
        assertThat(readUntil(machine, NOTIFY)).contains("\"2\"");
        first.setSoTimeout(1);
        assertThat(catchThrowable(first::accept))
                .as("the first pool is not connected to again")
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void aShareOfAnOldConnectionIsNeverSentOverANewOne() throws Exception {
        MinerSocket machine = machine();
        V2Peer old = takeChannel(first);
        readUntil(machine, NOTIFY);
        machine.send(submit("1")); // waits for others, up to a second
        assertThat(readUntil(machine, "\"id\":9")).contains("true");
        old.close();

        V2Peer fresh = takeChannel(second); // the same channel and job numbers
        await().atMost(SOON).until(() -> proxy.counts().sharesLost() == 1);
        machine.close();
        assertThat(fresh.read()).as("nothing but the end").isNull();
    }

    @Test
    void aMachineThatDoesNotReadIsDropped() throws Exception {
        MinerSocket machine = new MinerSocket(proxy.localAddress(), 4_096);
        open.add(machine);
        byte[] ping = ("{\"id\":\"" + "x".repeat(15_000) + "\",\"method\":\"mining.ping\",\"params\":[]}\n")
                .getBytes(StandardCharsets.US_ASCII);
        await().atMost(SOON).until(() -> proxy.counts().machines() == 1);
        Throwable broken = null;
        for (int i = 0; i < 4_000 && broken == null; i++) { // 60 MB, more than every buffer of a kernel
            broken = catchThrowable(() -> machine.socket.getOutputStream().write(ping));
        }
        assertThat(broken).isInstanceOf(IOException.class);
        await().atMost(SOON).until(() -> proxy.counts().machines() == 0);
    }

    @Test
    void aMachineThatReadsGetsEveryAnswerOfABurst() throws Exception {
        MinerSocket machine = new MinerSocket(proxy.localAddress());
        open.add(machine);
        int pings = 3_000;
        machine.sendRaw("{\"id\":3,\"method\":\"mining.ping\",\"params\":[]}\n".repeat(pings));
        for (int i = 0; i < pings; i++) {
            assertThat(machine.read()).contains("pong");
        }
    }
}
