package io.otedama.node;

import io.otedama.chain.Hash256;
import io.otedama.error.NodeException;
import io.otedama.node.notify.LongPollTarget;
import io.otedama.node.rpc.Backoff;
import io.otedama.node.rpc.CoinRpc;
import io.otedama.node.rpc.JsonRpcClient;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.node.rpc.RpcException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * One configured coin daemon: its connection, what the watch saw of it, and when it may be asked for work again. Calls
 * from any thread; the retry times are written by the feed and cleared by the watch.
 */
final class CoinDaemon implements AutoCloseable {
    private final JsonRpcClient client;
    private final JsonRpcClient longPollClient; // of its own, so that giving up a long poll breaks nothing else
    private final CoinRpc rpc;
    private final CoinRpc longPollRpc;
    private final ChainGuard guard;
    private final Backoff backoff; // feed thread only
    private volatile boolean verified;
    private volatile Probe probe = Probe.NONE;
    private volatile boolean failing;
    private volatile long failedAtNs;
    private volatile long retryAtNs;

    CoinDaemon(NodeEndpoint endpoint, NodeTiming timing, ChainGuard guard, Backoff backoff) {
        this.client = new JsonRpcClient(endpoint, timing.rpc());
        this.longPollClient = new JsonRpcClient(endpoint, timing.rpc());
        this.rpc = new CoinRpc(client);
        this.longPollRpc = new CoinRpc(longPollClient);
        this.guard = guard;
        this.backoff = backoff;
    }

    /** {@code host:port}. */
    String name() {
        return client.name();
    }

    Hash256 genesis() {
        return rpc.genesis();
    }

    /** Asks the node for block 0 again and throws when it is of another chain. */
    void verify() {
        verified = false;
        guard.check(name(), rpc.genesis());
        verified = true;
    }

    /**
     * A call to a node that is sure to be on our chain. After any trouble on the way the chain is checked again, for
     * another node may answer at that address now.
     *
     * @throws NodeException when the node cannot be asked or is on another chain
     */
    <T> T ask(Function<CoinRpc, T> call) {
        if (!verified) {
            verify();
        }
        try {
            return call.apply(rpc);
        } catch (RpcException e) {
            throw e;
        } catch (NodeException e) {
            verified = false;
            throw e;
        }
    }

    LongPollTarget longPoll(List<String> rules, String id, Duration timeout) {
        return new LongPollTarget(
                name(), id, known -> longPollRpc.awaitTemplate(rules, known, timeout), longPollClient::cancelAll);
    }

    Probe probe() {
        return probe;
    }

    void probe(Probe seen) {
        probe = seen;
    }

    /** Work could not be had of this node: leaves it alone for a while. Feed thread. */
    void failed(long nowNs) {
        retryAtNs = nowNs + backoff.failed();
        failedAtNs = nowNs;
        failing = true;
    }

    /** Feed thread. */
    void succeeded() {
        backoff.succeeded();
        retryNow();
    }

    /** The pause after a failure is over. */
    void retryNow() {
        failing = false;
    }

    boolean mayBeAsked(long nowNs) {
        return !failing || nowNs - retryAtNs >= 0;
    }

    /** True when this node has given no reason to leave it for so long. */
    boolean isGoodFor(long durationNs, long nowNs) {
        boolean noFailure = failedAtNs == 0 || nowNs - failedAtNs >= durationNs;
        return noFailure && probe.isUsable() && nowNs - probe.goodSinceNs() >= durationNs;
    }

    /** Breaks every call under way. */
    @Override
    public void close() {
        client.close();
        longPollClient.close();
    }

    @Override
    public String toString() {
        return name();
    }
}
