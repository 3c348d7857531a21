package io.otedama.bench.load;

import io.otedama.bench.miner.MinerProtocol;
import io.otedama.bench.sv2.Sv2Connections;
import io.otedama.bench.sv2.Sv2Terms;
import io.otedama.pow.ProofOfWork;
import io.otedama.stratum.client.LoadConnections;
import io.otedama.stratum.client.StratumClient;
import io.otedama.stratum.client.StratumClientBuilder;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a load run does, checked.
 *
 * @param connections miners that mine, each on a connection of its own
 * @param sourceAddresses loopback addresses that the connections are spread over; 0: whatever the system takes
 * @param rampPerSecond connections begun per second
 * @param depth submits of one connection without an answer at any moment
 * @param premine shares per connection that are found before the measurement
 * @param rollNonce true: shares of a connection differ in their nonce; false: in their extranonce2, as those of big miners do
 * @param threads event loops of the generator
 * @param slowReaders of the connections, those that stop reading once they have work
 * @param pids processes of the server, for their processor time and memory; may be empty
 * @param user user name of each connection; {@code {n}} becomes its number
 * @param sv2 how Stratum V2 is spoken; null: Stratum V1
 * @param connectSeconds within which all connections must have work
 */
public record LoadPlan(
        InetSocketAddress server,
        int connections,
        int sourceAddresses,
        int rampPerSecond,
        int depth,
        ShareMix mix,
        int premine,
        boolean rollNonce,
        int threads,
        int slowReaders,
        List<Long> pids,
        String user,
        String password,
        ProofOfWork algorithm,
        @Nullable Sv2Terms sv2,
        int connectSeconds) {
    /** Connections of one run. */
    public static final int MAX_CONNECTIONS = 200_000;

    /** Longest measurement. */
    public static final int MAX_SECONDS = 3_600;

    /** Submits without an answer, per connection. */
    public static final int MAX_DEPTH = 1_024;

    /** Shares per second of a paced run. */
    public static final int MAX_RATE = 10_000_000;

    String userOf(int miner) {
        return user.replace("{n}", Integer.toString(miner));
    }

    /** For one event loop. */
    MinerProtocol newProtocol() {
        return sv2 == null
                ? new LoadConnections(this::v1Settings)
                : new Sv2Connections(sv2, server, this::userOf, 2 * depth);
    }

    private StratumClientBuilder v1Settings(int miner) {
        return StratumClient.builder()
                .server(server)
                .user(userOf(miner))
                .password(password)
                .userAgent("otedama-load/0.1")
                .pipelinedHandshake(true)
                .proofOfWork(algorithm);
    }
}
