package io.otedama.node.regtest;

import io.otedama.chain.Hex;
import io.otedama.chain.Network;
import io.otedama.chain.Target;
import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import io.otedama.pow.ProofOfWork;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.spi.PoolClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    private int coinbaseMaturity = Network.COINBASE_MATURITY;
    private String walletPassphrase = "";
    private @Nullable Path directory;

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

    /**
     * Confirmations after which a coinbase may be spent, 1 to {@value Network#COINBASE_MATURITY}; default {@value
     * Network#COINBASE_MATURITY}, as on every real chain.
     */
    public RegtestChainBuilder coinbaseMaturity(int confirmations) {
        coinbaseMaturity = confirmations;
        return this;
    }

    /** Encrypts the wallet: who wants a signature must call {@code walletpassphrase} first. Default: not encrypted. */
    public RegtestChainBuilder walletPassphrase(String passphrase) {
        walletPassphrase = passphrase;
        return this;
    }

    /**
     * Keeps the chain in a directory, which is made when it is missing; a chain that is there already goes on where it
     * stopped. Blocks, sent transactions and the wallet's keys are kept; locked outputs are not, as in a daemon. The
     * settings must be those the chain was made with. Close the chain to free the directory.
     */
    public RegtestChainBuilder directory(Path place) {
        directory = place;
        return this;
    }

    public RegtestChainBuilder clock(PoolClock time) {
        clock = time;
        return this;
    }

    /**
     * @throws ConfigurationException with every mistake, or when the directory cannot be used
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
        if (coinbaseMaturity < 1 || coinbaseMaturity > Network.COINBASE_MATURITY) {
            problems.add(new ConfigProblem(
                    "coinbaseMaturity",
                    coinbaseMaturity + " is out of range",
                    "Choose 1 to " + Network.COINBASE_MATURITY));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return open(new ChainSettings(
                new Consensus(network, bits, coinbaseMaturity),
                proofOfWork,
                clock,
                seed,
                transactionsPerBlock,
                transactionInterval,
                walletPassphrase));
    }

    private RegtestChain open(ChainSettings settings) {
        if (directory == null) {
            return RegtestChain.open(settings, ChainStore.NONE);
        }
        ChainStore store = ChainLog.open(directory, settings.identity());
        try {
            return RegtestChain.open(settings, store);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
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
