package io.otedama.bench.bandwidth;

import io.otedama.pow.ProofOfWork;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.stratum.StratumServer;
import io.otedama.stratum.client.CpuMiner;
import io.otedama.stratum.client.MiningSource;
import io.otedama.stratum.client.StratumClient;
import io.otedama.stratum.client.sv2.Sv2Client;
import io.otedama.stratum.client.sv2.Sv2ClientBuilder;
import io.otedama.stratum.proxy.EdgeProxy;
import io.otedama.stratum.proxy.ProxyConfig;
import io.otedama.stratum.proxy.UpstreamAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** One miner, and the relay between it and the pool. */
final class Line {
    /** How a miner speaks. */
    enum Kind {
        V1,
        V2_STANDARD,
        V2_EXTENDED,
        /** Stratum V1 to an edge proxy; the line is the one from there to the pool. */
        PROXIED
    }

    private static final ProofOfWork ALGORITHM = new Sha256dProofOfWork();
    private static final String USER = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080.rig01";
    private static final int MIN_EXTRANONCE = 8;

    private final CountingRelay relay;
    private final AtomicLong jobs = new AtomicLong();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final CpuMiner miner;

    Line(Kind kind, StratumServer server, long hashesPerSecond) throws IOException {
        relay = new CountingRelay(server.localAddress());
        open.push(relay);
        MiningSource source = connect(kind, server);
        source.addWorkListener(job -> jobs.addAndGet(job == null ? 0 : 1));
        miner = CpuMiner.builder(source, ALGORITHM)
                .hashesPerSecond(hashesPerSecond)
                .build();
        open.push(miner);
    }

    private MiningSource connect(Kind kind, StratumServer server) {
        if (kind == Kind.V1 || kind == Kind.PROXIED) {
            int port = kind == Kind.V1
                    ? relay.port()
                    : proxy(server).localAddress().getPort();
            StratumClient client = StratumClient.builder()
                    .server("127.0.0.1", port)
                    .user(USER)
                    .proofOfWork(ALGORITHM)
                    .build();
            open.push(client);
            client.start().join();
            return client;
        }
        Sv2ClientBuilder settings = Sv2Client.builder()
                .server("127.0.0.1", relay.port())
                .authority(server.authorityKey())
                .user(USER);
        Sv2Client client = (kind == Kind.V2_STANDARD ? settings.standard() : settings.extended(MIN_EXTRANONCE)).build();
        open.push(client);
        client.start().join();
        return client;
    }

    private EdgeProxy proxy(StratumServer server) {
        EdgeProxy proxy = new EdgeProxy(ProxyConfig.of(
                new InetSocketAddress("127.0.0.1", 0),
                List.of(new UpstreamAddress("127.0.0.1", relay.port(), server.authorityKey()))));
        proxy.start();
        open.push(proxy);
        return proxy;
    }

    void mine() {
        miner.start();
    }

    long jobs() {
        return jobs.get();
    }

    long shares() {
        return miner.counts().submitted();
    }

    long up() {
        return relay.up();
    }

    long down() {
        return relay.down();
    }

    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
