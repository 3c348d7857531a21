package io.otedama.stratum.template;

import io.otedama.chain.Network;
import io.otedama.error.ErrorHandler;
import io.otedama.spi.BlockSubmitter;
import io.otedama.spi.ChainView;
import io.otedama.spi.CoinNode;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.spi.PoolClock;
import io.otedama.spi.TemplateSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A coin node whose templates come from a Stratum V2 Template Provider. Network, chain and submitters are those of another
 * node, which stays needed: the protocol does not say what became of a block. A found block goes to the provider as solution
 * and, whole, to the other node as well; whichever is first, the other's answer is that it has it already.
 *
 * <p>While the provider is away, behind, or gives templates that cannot be used, health is degraded and the connection is
 * tried again; after {@link TemplateProviderConfig#patience()} the other node's templates are passed on, until the provider
 * is back. {@code start} starts the other node and does not wait for the provider.
 *
 * <p>The protocol has no field for Litecoin's extension block, so it serves Litecoin only where MWEB is not active. The
 * provider must be of the same chain as the other node; nothing in the protocol says which that is.
 *
 * <p>One daemon thread, {@code otedama-template-provider}, which is gone after {@link #close}.
 */
public final class TemplateProviderNode implements CoinNode {
    private static final Logger LOG = LoggerFactory.getLogger(TemplateProviderNode.class);

    private final CoinNode node;
    private final TemplateProviderConfig config;
    private final TemplateRelay relay;
    private final TemplateProviderClient client;
    private final List<BlockSubmitter> submitters;

    /** Logs what goes wrong. */
    public TemplateProviderNode(CoinNode node, TemplateProviderConfig config) {
        this(
                node,
                config,
                PoolClock.system(),
                (where, error, fatal) -> LOG.warn("{}: {}", where, String.valueOf(error.getMessage())));
    }

    /**
     * @param node not started; this one starts and closes it
     * @param errors hears of each trouble with the provider once
     */
    public TemplateProviderNode(CoinNode node, TemplateProviderConfig config, PoolClock clock, ErrorHandler errors) {
        this.node = node;
        this.config = config;
        this.relay = new TemplateRelay(config, clock, errors, this::refresh);
        this.client = new TemplateProviderClient(config, clock, errors, relay);
        this.submitters = submitters(client.submitter(), node);
        node.templates().subscribe(relay::onNode);
    }

    private static List<BlockSubmitter> submitters(BlockSubmitter first, CoinNode node) {
        List<BlockSubmitter> all = new ArrayList<>();
        all.add(first);
        all.addAll(node.submitters());
        return List.copyOf(all);
    }

    private void refresh() {
        node.templates().refresh();
        client.refresh();
    }

    @Override
    public String name() {
        return node.name();
    }

    @Override
    public Network network() {
        return node.network();
    }

    @Override
    public TemplateSource templates() {
        return relay;
    }

    /** The provider's first, then the other node's. */
    @Override
    public List<BlockSubmitter> submitters() {
        return submitters;
    }

    @Override
    public ChainView chain() {
        return node.chain();
    }

    @Override
    public void start() {
        if (config.encrypted() && config.authority() == null) {
            LOG.warn("no authority key is given for {}: whoever answers there is believed", config.name());
        }
        try {
            node.start();
            client.start();
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    @Override
    public void drain() {
        node.drain();
    }

    @Override
    public void close() {
        relay.close();
        client.close();
        node.close();
    }

    /** Never better than the other node's. */
    @Override
    public ComponentHealth health() {
        ComponentHealth inner = node.health();
        String trouble = relay.trouble();
        if (trouble.isEmpty()) {
            String work = "work of height " + relay.height() + " from " + config.name() + "; ";
            return with(inner, inner.status(), work + inner.detail());
        }
        Status status = inner.status() == Status.DOWN ? Status.DOWN : Status.DEGRADED;
        return with(inner, status, trouble + "; " + inner.detail());
    }

    private static ComponentHealth with(ComponentHealth inner, Status status, String detail) {
        return new ComponentHealth(inner.component(), status, detail, inner.facts(), inner.parts());
    }

    @Override
    public String toString() {
        return config.name() + " beside " + node;
    }
}
