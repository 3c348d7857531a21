package io.otedama.spi;

import io.otedama.chain.Network;
import java.util.List;

/**
 * The coin side of a pool in one object: one daemon or several of the same chain with failover. {@code start} connects,
 * checks that the chain is one and the same on every node, and begins to fetch templates.
 */
public interface CoinNode extends PoolComponent {
    /**
     * The network, recognised by block 0; asks a node when it is not known yet, so this may block up to the adapter's
     * time-out. May be called before {@code start}.
     *
     * @throws io.otedama.error.NodeException when no node answers
     * @throws io.otedama.error.ConfigurationException when the chain is unknown or the nodes disagree
     */
    Network network();

    /** Where work comes from. */
    TemplateSource templates();

    /** One per daemon; a found block goes to all of them at once. */
    List<BlockSubmitter> submitters();

    /** What became of blocks. */
    ChainView chain();
}
