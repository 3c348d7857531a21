package io.otedama.examples;

import io.otedama.pow.ProofOfWork;
import io.otedama.stratum.client.CpuMiner;
import io.otedama.stratum.client.MinerCounts;
import io.otedama.stratum.client.StratumClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** CPU miners, each with a TCP connection of its own. For one thread. */
final class DemoMiners implements AutoCloseable {
    private static final Duration ANSWERS = Duration.ofSeconds(5);

    private final List<StratumClient> clients = new ArrayList<>();
    private final List<CpuMiner> miners = new ArrayList<>();

    /** Accounts of the miners where user names are addresses; good on every regtest chain. */
    private static final List<String> ACCOUNTS =
            List.of("mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn", "mrCDrCybB6J1vRfbwM5hemdJz73FwDBC8r");

    /**
     * @param withAddresses true when user names must be addresses
     */
    DemoMiners(ProofOfWork algorithm, int count, boolean withAddresses, String host, int port) {
        for (int i = 1; i <= count; i++) {
            StratumClient client = StratumClient.builder()
                    .server(host, port)
                    .user((withAddresses ? ACCOUNTS.get(i % ACCOUNTS.size()) + "." : "") + "miner-" + i)
                    .proofOfWork(algorithm)
                    .build();
            clients.add(client);
            miners.add(CpuMiner.builder(client, algorithm).build());
        }
    }

    void start() {
        for (int i = 0; i < miners.size(); i++) {
            var unused = clients.get(i).start();
            miners.get(i).start();
        }
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
        clients.forEach(StratumClient::close);
    }
}
