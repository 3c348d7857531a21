package io.otedama.stratum.client.sv2;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.Target;
import io.otedama.spi.PoolClock;
import io.otedama.stratum.V2Peer;
import io.otedama.stratum.client.ReconnectPolicy;
import io.otedama.stratum.v2.message.MessageView;
import io.otedama.stratum.v2.message.common.SetupConnection;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.mining.NewExtendedMiningJob;
import io.otedama.stratum.v2.message.mining.NewMiningJob;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.SetNewPrevHash;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import io.otedama.stratum.v2.noise.NoiseResponder;
import io.otedama.stratum.v2.noise.ServerIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A Stratum V2 pool without a thread: the test accepts and plays each conversation itself. */
final class Sv2FakePool implements AutoCloseable {
    static final long CHANNEL = 7;
    static final long GROUP = 3;
    static final byte[] PREFIX = {1, 2, 3, 4};
    static final byte[] COINBASE_PREFIX = {10, 11, 12};
    static final byte[] COINBASE_SUFFIX = {20, 21};
    static final Target TARGET = Difficulty.of(16).toTarget(1);
    static final Hash256 PREVIOUS = hash(1);
    static final long NTIME = 1_700_000_000L;
    static final long NBITS = 0x1d00ffffL;
    static final long VERSION = 0x20000000L;

    private static final int WAIT_MS = 10_000;

    private static final PoolClock CLOCK = new PoolClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long epochMillis() {
            return System.currentTimeMillis();
        }
    };

    private final ServerSocket server;
    private final List<V2Peer> peers = new ArrayList<>();

    Sv2FakePool() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            server.setSoTimeout(WAIT_MS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Hash256 hash(int first) {
        byte[] bytes = new byte[Hash256.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return Hash256.ofInternal(bytes);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    /** A client of this pool in the clear, with quick, repeatable reconnects. */
    Sv2ClientBuilder client() {
        return Sv2Client.builder()
                .server(address())
                .plaintext()
                .user("addr.rig")
                .reconnect(new ReconnectPolicy(Duration.ofMillis(1), Duration.ofMillis(5), 0, Integer.MAX_VALUE, 1L));
    }

    V2Peer accept() throws IOException {
        V2Peer peer = new V2Peer(server.accept());
        peers.add(peer);
        return peer;
    }

    /** Accepts a connection and its handshake. */
    V2Peer acceptEncrypted(AuthorityKeyPair authority) throws Exception {
        V2Peer peer = accept();
        SecureRandom random = new SecureRandom();
        ServerIdentity identity = new ServerIdentity(authority, Duration.ofHours(1), CLOCK, random);
        byte[] act1 = peer.readRaw(NoiseResponder.ACT1_BYTES);
        NoiseResponder.Answer answer = new NoiseResponder(identity, random).respond(act1);
        peer.sendRaw(answer.act2());
        return peer.encrypted(answer.keys().sending(), answer.keys().receiving());
    }

    static SetupConnection setUp(V2Peer peer, long flags) throws IOException {
        SetupConnection setup = peer.expect(new SetupConnection());
        peer.send(out -> SetupConnectionSuccess.encode(out, 2, flags));
        return setup;
    }

    /** Setup, and a standard channel. */
    static V2Peer standard(V2Peer peer) throws IOException {
        setUp(peer, 0);
        OpenStandardMiningChannel wish = peer.expect(new OpenStandardMiningChannel());
        return peer.send(
                out -> OpenStandardMiningChannelSuccess.encode(out, wish.requestId(), CHANNEL, TARGET, PREFIX, GROUP));
    }

    /** Setup, and an extended channel that leaves 4 bytes to the miner. */
    static V2Peer extended(V2Peer peer) throws IOException {
        setUp(peer, 0);
        OpenExtendedMiningChannel wish = peer.expect(new OpenExtendedMiningChannel());
        return peer.send(out ->
                OpenExtendedMiningChannelSuccess.encode(out, wish.requestId(), CHANNEL, TARGET, 4, PREFIX, GROUP));
    }

    static V2Peer futureStandardJob(V2Peer peer, long id) throws IOException {
        return peer.send(out -> NewMiningJob.encode(out, CHANNEL, id, MessageView.ABSENT, VERSION, hash((int) id)));
    }

    static V2Peer futureExtendedJob(V2Peer peer, long channel, long id) throws IOException {
        return extendedJob(peer, channel, id, MessageView.ABSENT, true);
    }

    static V2Peer extendedJob(V2Peer peer, long channel, long id, long minNtime, boolean rolling) throws IOException {
        return peer.send(out -> NewExtendedMiningJob.encode(
                out, channel, id, minNtime, VERSION, rolling, List.of(hash(50)), COINBASE_PREFIX, COINBASE_SUFFIX));
    }

    static V2Peer prevHash(V2Peer peer, long channel, long job) throws IOException {
        return prevHash(peer, channel, job, PREVIOUS, NBITS);
    }

    static V2Peer prevHash(V2Peer peer, long channel, long job, Hash256 previous, long nbits) throws IOException {
        return peer.send(out -> SetNewPrevHash.encode(out, channel, job, previous, NTIME, nbits));
    }

    @Override
    public void close() {
        try {
            for (V2Peer peer : peers) {
                peer.close();
            }
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
