package io.otedama.examples;

import io.otedama.chain.Address;
import io.otedama.chain.Network;
import io.otedama.node.regtest.RegtestBlock;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.node.regtest.TxOutput;
import io.otedama.pow.ProofOfWork;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The chain of the demo behind a daemon's JSON-RPC, and what it has paid to the pool. Any thread.
 *
 * <p>When the goal is reached the gate closes while the chain is still locked: nobody has seen the new tip by then, so no
 * block on top of it can be under way.
 */
final class DemoChain implements AutoCloseable {
    private static final String BITCOIN_ADDRESS = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";
    private static final String LITECOIN_ADDRESS = "rltc1qw508d6qejxtdg4y5r3zarvary0c5xw7k693xs3";

    private final String address;
    private final byte[] script;
    private final int goal;
    private final MiningGate gate;
    private final RegtestServer server;
    private final CompletableFuture<Void> reached = new CompletableFuture<>();
    private int blocks;
    private long paid;

    /**
     * @param bits how hard a block is
     * @param goal blocks after which it is over; 0: never
     */
    DemoChain(ProofOfWork algorithm, int bits, int goal, MiningGate gate) {
        this.goal = goal;
        this.gate = gate;
        Network network = network(algorithm).orElseThrow();
        this.address = network.equals(Network.BITCOIN_REGTEST) ? BITCOIN_ADDRESS : LITECOIN_ADDRESS;
        this.script = Address.parse(address, network).script();
        RegtestChain chain = RegtestChain.builder()
                .network(network)
                .proofOfWork(algorithm)
                .bits(bits)
                .build();
        chain.addListener(this::onTip);
        this.server = RegtestServer.start(chain);
    }

    /** True when there is a chain that is mined with this algorithm. */
    static boolean supports(ProofOfWork algorithm) {
        return network(algorithm).isPresent();
    }

    private static Optional<Network> network(ProofOfWork algorithm) {
        return Stream.of(Network.BITCOIN_REGTEST, Network.LITECOIN_REGTEST)
                .filter(network -> network.algorithm().equals(algorithm.name()))
                .findFirst();
    }

    private synchronized void onTip(RegtestBlock tip, int height) {
        if (goal != 0 && blocks >= goal) {
            return;
        }
        long toPool = tip.coinbase().outputs().stream()
                .filter(output -> Arrays.equals(output.script(), script))
                .mapToLong(TxOutput::value)
                .sum();
        if (toPool > 0) {
            blocks++;
            paid += toPool;
        }
        if (goal != 0 && blocks >= goal) {
            gate.close();
            reached.complete(null);
        }
    }

    /** Where the pool finds its daemon, password included. */
    String url() {
        return server.url();
    }

    /** The pool's address. */
    String address() {
        return address;
    }

    /** Completes when the chain has taken as many blocks as it should. */
    CompletableFuture<Void> reached() {
        return reached.copy();
    }

    /** Blocks of the pool in the chain. */
    synchronized int blocks() {
        return blocks;
    }

    /** What they pay to the pool's address, in base units. */
    synchronized long paid() {
        return paid;
    }

    @Override
    public void close() {
        server.close();
    }
}
