package io.otedama.node.regtest;

import io.otedama.chain.Hex;
import io.otedama.chain.Network;
import io.otedama.chain.Target;
import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import io.otedama.pow.ProofOfWork;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.spi.PoolClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Settings of a {@link RegtestChain}; {@link #build()} checks them all together. */
public final class RegtestChainBuilder {
    /** Most synthetic transactions that a chain keeps waiting per block. */
    public static final int MAX_TRANSACTIONS_PER_BLOCK = 2_000;

    private Network network = Network.BITCOIN_REGTEST;
    private ProofOfWork proofOfWork = new Sha256dProofOfWork();
    private PoolClock clock = PoolClock.system();
    private Duration transactionInterval = Duration.ofSeconds(30);
    private int transactionsPerBlock = 5;
    private int bits = Consensus.LIMIT_BITS;
    private long seed = 1;

    RegtestChainBuilder() {}

    /** {@link Network#BITCOIN_REGTEST} (the default) or {@link Network#LITECOIN_REGTEST}. */
    public RegtestChainBuilder network(Network regtest) {
        network = regtest;
        return this;
    }

    /** The network's algorithm; default sha256d. */
    public RegtestChainBuilder proofOfWork(ProofOfWork algorithm) {
        proofOfWork = algorithm;
        return this;
    }

    /** Same seed and same calls, same transactions. Default 1. */
    public RegtestChainBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** Synthetic transactions that wait for each block, 0 to {@value #MAX_TRANSACTIONS_PER_BLOCK}; default 5. */
    public RegtestChainBuilder transactionsPerBlock(int count) {
        transactionsPerBlock = count;
        return this;
    }

    /** Pause between further transactions on the same tip, up to twice the number per block; default 30 seconds. */
    public RegtestChainBuilder transactionInterval(Duration interval) {
        transactionInterval = interval;
        return this;
    }

    /** Compact bits of every block after the genesis, {@code 207fffff} (the default) or harder. */
    public RegtestChainBuilder bits(int compact) {
        bits = compact;
        return this;
    }

    public RegtestChainBuilder clock(PoolClock time) {
        clock = time;
        return this;
    }

    /**
     * @throws ConfigurationException with every mistake
     */
    public RegtestChain build() {
        List<ConfigProblem> problems = new ArrayList<>();
        checkNetwork(problems);
        checkBits(problems);
        if (transactionsPerBlock < 0 || transactionsPerBlock > MAX_TRANSACTIONS_PER_BLOCK) {
            problems.add(new ConfigProblem(
                    "transactionsPerBlock",
                    transactionsPerBlock + " is out of range",
                    "Choose 0 to " + MAX_TRANSACTIONS_PER_BLOCK));
        }
        if (transactionInterval.isNegative() || transactionInterval.isZero()) {
            problems.add(new ConfigProblem("transactionInterval", "is not positive", "Choose some seconds"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        ChainState state = new ChainState(
                new Consensus(network, bits), proofOfWork, clock, seed, transactionsPerBlock, transactionInterval);
        return new RegtestChain(state, new BlockForge(proofOfWork), clock::nanoTime);
    }

    private void checkNetwork(List<ConfigProblem> problems) {
        if (!network.equals(Network.BITCOIN_REGTEST) && !network.equals(Network.LITECOIN_REGTEST)) {
            problems.add(new ConfigProblem(
                    "network",
                    network.name() + " is not a regtest network",
                    "Choose BITCOIN_REGTEST or LITECOIN_REGTEST"));
        }
        if (!network.algorithm().equals(proofOfWork.name())) {
            problems.add(new ConfigProblem(
                    "proofOfWork",
                    proofOfWork.name() + " is not the algorithm of " + network.name(),
                    "Pass one called " + network.algorithm()));
        }
    }

    private void checkBits(List<ConfigProblem> problems) {
        boolean good;
        try {
            good = Target.ofCompact(bits).compareTo(Consensus.LIMIT) <= 0;
        } catch (IllegalArgumentException e) {
            good = false;
        }
        if (!good) {
            problems.add(new ConfigProblem(
                    "bits",
                    Hex.encode8(bits) + " is no target, or easier than regtest allows",
                    "Choose 207fffff or a smaller target"));
        }
    }
}
