package io.otedama.node;

import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import io.otedama.error.NodeException;
import io.otedama.node.rpc.RpcException;
import io.otedama.node.rpc.UnauthorizedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows which chain the pool mines and lets no node of another chain in. The chain is recognised by block 0 of the
 * first node that answers; from then on it never changes. Any thread.
 */
final class ChainGuard {
    private final @Nullable Network forced;
    private volatile @Nullable Network network;

    /**
     * @param forced the chain the embedder insists on, or null to recognise a built-in one
     */
    ChainGuard(@Nullable Network forced) {
        this.forced = forced;
    }

    /** The chain, or null while no node has told. */
    @Nullable
    Network known() {
        return network;
    }

    /**
     * Asks every node for its block 0.
     *
     * @param tolerant do not throw when the nodes cannot tell yet but will, or when the chain is known already
     * @throws ConfigurationException listing every node with wrong credentials or of another or unknown chain
     * @throws NodeException when no node answers
     */
    @Nullable
    Network identify(List<CoinDaemon> daemons, boolean tolerant) {
        List<ConfigProblem> problems = new ArrayList<>();
        List<String> outages = new ArrayList<>();
        boolean soon = network != null;
        for (CoinDaemon daemon : daemons) {
            try {
                Hash256 genesis = daemon.genesis();
                String problem = mismatch(genesis);
                if (problem != null) {
                    problems.add(new ConfigProblem("node " + daemon.name(), problem, "All nodes must be of one chain"));
                }
            } catch (UnauthorizedException e) {
                problems.add(new ConfigProblem(
                        "node " + daemon.name(),
                        "the node refuses the user and password or cookie (HTTP 401)",
                        "Compare with rpcuser, rpcpassword, rpcauth or the cookie file of the node"));
            } catch (NodeException e) {
                outages.add(e.getMessage());
                soon |= e instanceof RpcException rpc && rpc.isTransient();
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        if (network == null && !(soon && tolerant)) {
            throw new NodeException("no node tells which chain it is on: " + String.join("; ", outages));
        }
        return network;
    }

    /**
     * @throws NodeException when this is block 0 of another chain
     */
    void check(String node, Hash256 genesis) {
        String problem = mismatch(genesis);
        if (problem != null) {
            throw new NodeException(node + " is not used: " + problem);
        }
    }

    /** What is wrong with a node that has this block 0, or null; the first good one decides the chain. */
    private synchronized @Nullable String mismatch(Hash256 genesis) {
        Network mined = network != null ? network : forced;
        if (mined == null) {
            mined = Network.ofGenesis(genesis).orElse(null);
            if (mined == null) {
                return "its chain is unknown (block 0 is " + genesis + "); name the network in the builder";
            }
        }
        if (!mined.genesis().equals(genesis)) {
            String other = Network.ofGenesis(genesis).map(Network::name).orElse("an unknown chain");
            return "it is on " + other + " (block 0 is " + genesis + "), the pool mines " + mined.name();
        }
        network = mined;
        return null;
    }
}
