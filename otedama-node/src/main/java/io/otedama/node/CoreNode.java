package io.otedama.node;

import io.otedama.chain.Network;
import io.otedama.error.ErrorHandler;
import io.otedama.error.NodeException;
import io.otedama.node.notify.LongPoll;
import io.otedama.node.notify.ZmqBlockSubscriber;
import io.otedama.node.rpc.Backoff;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.spi.BlockSubmitter;
import io.otedama.spi.ChainView;
import io.otedama.spi.CoinNode;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.PoolClock;
import io.otedama.spi.TemplateSource;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One or several Bitcoin-family daemons (Bitcoin Core, Litecoin Core) of the same chain, with failover. Make one with
 * {@link #builder}.
 *
 * <p>Threads, all daemon, named {@code otedama-node-…}, gone after {@link #close}: {@code feed} (fetches templates and
 * calls the listeners), {@code watch} (looks after every node), {@code longpoll}, and with ZMQ {@code zmq} and two of
 * its library.
 *
 * <p>{@code start} fails when credentials are wrong, the chain is unknown, the nodes are of different chains, or no node
 * answers at all. It does not fail because a node starts, has no peers or downloads the chain: work comes once it can,
 * and {@link #health} says what is missing. Whatever happens later shows in health only, and passes by itself.
 */
public final class CoreNode implements CoinNode {
    private static final String NAME = "node";

    /** Longest wait for one thread that does not end, for example because a listener blocks. */
    private static final long JOIN_TIMEOUT_MS = 5_000;

    private final List<CoinDaemon> daemons;
    private final List<BlockSubmitter> submitters;
    private final ChainGuard guard;
    private final ChainView chain;
    private final TemplateFeed feed;
    private final DaemonWatch watch;
    private final LongPoll longPoll;
    private final ZmqBlockSubscriber zmq;
    private final HintInbox inbox = new HintInbox();
    private final PoolClock clock;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.NEW);

    private enum Stage {
        NEW,
        STARTED,
        CLOSED
    }

    CoreNode(
            List<NodeEndpoint> endpoints,
            List<String> zmqAddresses,
            @Nullable Network forced,
            NodeTiming timing,
            PoolClock clock,
            ErrorHandler errors,
            long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        this.clock = clock;
        this.guard = new ChainGuard(forced);
        this.daemons = endpoints.stream()
                .map(e -> new CoinDaemon(e, timing, guard, backoff(timing, random), clock))
                .collect(Collectors.toUnmodifiableList());
        this.submitters = daemons.stream().map(RpcBlockSubmitter::new).collect(Collectors.toUnmodifiableList());
        this.longPoll = new LongPoll(inbox, backoff(timing, random), errors);
        this.zmq = new ZmqBlockSubscriber(zmqAddresses, inbox, errors);
        this.watch = new DaemonWatch(daemons, guard, timing.watch(), clock, inbox, errors);
        this.feed = new TemplateFeed(daemons, guard, longPoll, inbox, timing, clock, errors);
        this.chain = new RpcChainView(daemons, () -> feed.state().active());
    }

    private static Backoff backoff(NodeTiming timing, SplittableRandom random) {
        return new Backoff(timing.backoffFirst(), timing.backoffMax(), random.split());
    }

    public static CoreNodeBuilder builder() {
        return new CoreNodeBuilder();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Network network() {
        Network known = guard.known();
        if (known == null) {
            known = guard.identify(daemons, false);
        }
        return Objects.requireNonNull(known, "an intolerant identify throws when it cannot tell");
    }

    /** Blocks while it asks every node once, up to the connect or response time-out of each. */
    @Override
    public void start() {
        if (stage.get() != Stage.NEW) {
            throw new IllegalStateException("a node is started once");
        }
        try {
            guard.identify(daemons, true);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        if (!stage.compareAndSet(Stage.NEW, Stage.STARTED)) {
            throw new NodeException("the node was closed while it started");
        }
        watch.start();
        longPoll.start();
        zmq.start();
        feed.start();
    }

    @Override
    public TemplateSource templates() {
        return feed;
    }

    @Override
    public List<BlockSubmitter> submitters() {
        return submitters;
    }

    @Override
    public ChainView chain() {
        return chain;
    }

    @Override
    public ComponentHealth health() {
        Stage now = stage.get();
        if (now == Stage.STARTED) {
            return NodeHealth.of(NAME, daemons, feed.state(), clock.nanoTime());
        }
        return ComponentHealth.down(NAME, now == Stage.NEW ? "not started" : "closed");
    }

    /** Breaks every call under way, so that it takes a moment even while a node hangs. */
    @Override
    public void close() {
        Stage before = stage.getAndSet(Stage.CLOSED);
        inbox.close();
        watch.stop();
        daemons.forEach(CoinDaemon::close);
        if (before != Stage.STARTED) {
            return;
        }
        longPoll.close();
        zmq.close();
        try {
            watch.join(JOIN_TIMEOUT_MS);
            feed.join(JOIN_TIMEOUT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "node " + daemons;
    }
}
