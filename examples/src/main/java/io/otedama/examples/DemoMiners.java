package io.otedama.examples;

import io.otedama.pow.ProofOfWork;
import io.otedama.stratum.StratumServer;
import io.otedama.stratum.client.CpuMiner;
import io.otedama.stratum.client.MinerCounts;
import io.otedama.stratum.client.StratumClient;
import io.otedama.stratum.client.sv2.Sv2Client;
import io.otedama.stratum.client.sv2.Sv2ClientBuilder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * CPU miners, each with a TCP connection of its own: the first speaks Stratum V1, the second Stratum V2 on a standard channel,
 * the third V1 again, the fourth V2 on an extended channel, and so on. For one thread.
 */
final class DemoMiners implements AutoCloseable {
    private static final Duration ANSWERS = Duration.ofSeconds(10);
    private static final int EXTRANONCE_BYTES = 4;

    private final List<Runnable> starts = new ArrayList<>();
    private final List<AutoCloseable> clients = new ArrayList<>();
    private final List<CpuMiner> miners = new ArrayList<>();

    /** Accounts of the miners where user names are addresses; good on every regtest chain. */
    private static final List<String> ACCOUNTS =
            List.of("mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn", "mrCDrCybB6J1vRfbwM5hemdJz73FwDBC8r");

    /**
     * @param withAddresses true when user names must be addresses
     * @param withSv2 false for Stratum V1 alone
     */
    DemoMiners(ProofOfWork algorithm, int count, boolean withAddresses, boolean withSv2, StratumServer server) {
        for (int i = 1; i <= count; i++) {
            String user = (withAddresses ? ACCOUNTS.get(i % ACCOUNTS.size()) + "." : "") + "miner-" + i;
            if (i % 2 == 0 && withSv2) {
                addV2(algorithm, user, i % 4 == 0, server);
            } else {
                addV1(algorithm, user, server);
            }
        }
    }

    private void addV1(ProofOfWork algorithm, String user, StratumServer server) {
        InetSocketAddress address = reachable(server.localAddress());
        StratumClient client = StratumClient.builder()
                .server(address.getHostString(), address.getPort())
                .user(user)
                .proofOfWork(algorithm)
                .build();
        add(
                client,
                () -> started(client.start()),
                CpuMiner.builder(client, algorithm).build());
    }

    private void addV2(ProofOfWork algorithm, String user, boolean extended, StratumServer server) {
        Sv2ClientBuilder settings = Sv2Client.builder()
                .server(reachable(server.sv2Address()))
                .authority(server.authorityKey())
                .user(user);
        Sv2Client client = (extended ? settings.extended(EXTRANONCE_BYTES) : settings.standard()).build();
        add(
                client,
                () -> started(client.start()),
                CpuMiner.builder(client, algorithm).build());
    }

    /** Whether a client comes through is seen from what it mines. */
    private static void started(CompletableFuture<?> connected) {
        connected.exceptionally(problem -> null);
    }

    private void add(AutoCloseable client, Runnable start, CpuMiner miner) {
        clients.add(client);
        starts.add(start);
        miners.add(miner);
    }

    /** A server that listens on every address of the machine is found on this one. */
    private static InetSocketAddress reachable(InetSocketAddress bound) {
        return bound.getAddress().isAnyLocalAddress() ? new InetSocketAddress("127.0.0.1", bound.getPort()) : bound;
    }

    void start() {
        starts.forEach(Runnable::run);
        miners.forEach(CpuMiner::start);
    }

    /** Stops hashing and waits for the answers to what was sent. */
    void finish() {
        miners.forEach(CpuMiner::close);
        Patience.await(
                ANSWERS,
                () -> miners.stream()
                        .map(CpuMiner::counts)
                        .mapToLong(MinerCounts::outstanding)
                        .allMatch(open -> open == 0));
    }

    @Override
    public void close() {
        miners.forEach(CpuMiner::close);
        for (AutoCloseable client : clients) {
            try {
                client.close();
            } catch (Exception e) {
                throw new IllegalStateException("a client throws nothing when it is closed", e);
            }
        }
    }
}
