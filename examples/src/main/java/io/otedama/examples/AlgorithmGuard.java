package io.otedama.examples;

import io.otedama.chain.Network;
import io.otedama.error.ConfigurationException;
import io.otedama.pow.ProofOfWork;
import io.otedama.spi.BlockSubmitter;
import io.otedama.spi.ChainView;
import io.otedama.spi.CoinNode;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.TemplateSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node whose chain must be mined with the algorithm that the user asked for: with another one every share is work for
 * nothing. Test chains only get a warning, since some are built that way.
 */
final class AlgorithmGuard implements CoinNode {
    private static final Logger LOG = LoggerFactory.getLogger(AlgorithmGuard.class);

    private final CoinNode node;
    private final ProofOfWork algorithm;

    AlgorithmGuard(CoinNode node, ProofOfWork algorithm) {
        this.node = node;
        this.algorithm = algorithm;
    }

    @Override
    public Network network() {
        Network network = node.network();
        if (!network.algorithm().equals(algorithm.name())) {
            if (!network.test()) {
                throw mismatch(network, algorithm.name());
            }
            LOG.warn("{} is mined with {}, not with {}", network.name(), network.algorithm(), algorithm.name());
        }
        return network;
    }

    static ConfigurationException mismatch(Network network, String algorithm) {
        return new ConfigurationException(
                "algorithm",
                algorithm + " does not find blocks of " + network.name(),
                "Leave it out, or write " + network.algorithm());
    }

    @Override
    public TemplateSource templates() {
        return node.templates();
    }

    @Override
    public List<BlockSubmitter> submitters() {
        return node.submitters();
    }

    @Override
    public ChainView chain() {
        return node.chain();
    }

    @Override
    public String name() {
        return node.name();
    }

    @Override
    public void start() {
        node.start();
    }

    @Override
    public void drain() {
        node.drain();
    }

    @Override
    public void close() {
        node.close();
    }

    @Override
    public ComponentHealth health() {
        return node.health();
    }
}
