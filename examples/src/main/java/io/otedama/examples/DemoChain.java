package io.otedama.examples;

import io.otedama.chain.Network;
import io.otedama.error.ConfigurationException;
import io.otedama.node.regtest.RegtestBlock;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestChainBuilder;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.node.rpc.JsonRpcClient;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.node.rpc.RpcLimits;
import io.otedama.payment.PaymentPolicy;
import io.otedama.pow.ProofOfWork;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The chain of the demo behind a daemon's JSON-RPC, and what it has paid to the pool and its miners. Any thread.
 *
 * <p>When the goal is reached the gate closes while the chain is still locked: nobody has seen the new tip by then, so no
 * block on top of it can be under way.
 */
final class DemoChain implements AutoCloseable {
    private static final String BITCOIN_ADDRESS = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";
    private static final String LITECOIN_ADDRESS = "rltc1qw508d6qejxtdg4y5r3zarvary0c5xw7k693xs3";

    private final String address;
    private final int goal;
    private final MiningGate gate;
    private final RegtestChain chain;
    private final RegtestServer server;
    private final long paidBefore;
    private final CompletableFuture<Void> reached = new CompletableFuture<>();
    private int blocks;
    private long paid;

    private DemoChain(RegtestChain chain, int goal, boolean pays, MiningGate gate) {
        this.chain = chain;
        this.goal = goal;
        this.gate = gate;
        this.paidBefore = IntStream.rangeClosed(1, chain.height())
                .mapToObj(height -> chain.blockAt(height).orElseThrow())
                .mapToLong(block -> block.coinbase().outputValue())
                .sum();
        chain.addListener(this::onTip);
        this.server = RegtestServer.start(chain);
        this.address = pays ? walletAddress() : foreignAddress();
    }

    private String foreignAddress() {
        return chain.network().equals(Network.BITCOIN_REGTEST) ? BITCOIN_ADDRESS : LITECOIN_ADDRESS;
    }

    private String walletAddress() {
        RpcLimits limits =
                new RpcLimits(RpcLimits.CONNECT_TIMEOUT, Duration.ofSeconds(10), RpcLimits.MAX_RESPONSE_BYTES);
        try (JsonRpcClient wallet = new JsonRpcClient(NodeEndpoint.parse(server.url()), limits)) {
            return wallet.call("getnewaddress").textValue();
        }
    }

    /** The wallet of the chain, out of which the demo pays its miners soon and often. */
    PayingWallet wallet() {
        PaymentPolicy policy = PaymentPolicy.defaults()
                .withSchedule(Duration.ofSeconds(2), Duration.ofSeconds(1))
                .withConfirmations(1);
        return new PayingWallet(NodeEndpoint.parse(server.url()), chain.network(), policy);
    }

    /**
     * A new chain, or the one in the data directory. The gate closes after as many blocks as the settings say.
     *
     * @throws ConfigurationException when the directory holds another chain, is in use, or cannot be used
     */
    static DemoChain open(DemoSettings settings, ChainTerms terms, MiningGate gate) {
        ProofOfWork algorithm = settings.algorithm();
        RegtestChainBuilder builder = RegtestChain.builder()
                .network(network(algorithm).orElseThrow())
                .proofOfWork(algorithm)
                .coinbaseMaturity(terms.maturity())
                .bits(terms.bits());
        if (settings.data() != null) {
            builder.directory(DataDirectory.chain(settings.data()));
        }
        RegtestChain chain = build(builder);
        try {
            return new DemoChain(chain, settings.blocks(), settings.payout() != null, gate);
        } catch (RuntimeException e) {
            chain.close();
            throw e;
        }
    }

    private static RegtestChain build(RegtestChainBuilder builder) {
        try {
            return builder.build();
        } catch (ConfigurationException e) {
            Problems renamed = new Problems(key -> "--" + key);
            renamed.addAll(e, key -> key.equals("directory") ? "data" : key);
            renamed.throwIfAny();
            throw e;
        }
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
        long reward = tip.coinbase().outputValue();
        if (reward > 0) {
            blocks++;
            paid += reward;
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

    /** Blocks of the pool that the chain took since it was opened. */
    synchronized int blocks() {
        return blocks;
    }

    /** What they pay, to the pool or to miners themselves; base units. */
    synchronized long paid() {
        return paid;
    }

    /** The same for all blocks of the chain, earlier runs included. */
    synchronized long paidEver() {
        return paidBefore + paid;
    }

    int height() {
        return chain.height();
    }

    @Override
    public void close() {
        try {
            server.close();
        } finally {
            chain.close();
        }
    }
}
