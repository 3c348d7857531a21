package io.otedama.node;

import io.otedama.chain.Hash256;
import io.otedama.error.NodeException;
import io.otedama.node.notify.LongPollTarget;
import io.otedama.node.rpc.Backoff;
import io.otedama.node.rpc.CallCircuit;
import io.otedama.node.rpc.CircuitOpenException;
import io.otedama.node.rpc.CircuitState;
import io.otedama.node.rpc.CoinRpc;
import io.otedama.node.rpc.JsonRpcClient;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.node.rpc.RpcException;
import io.otedama.spi.PoolClock;
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
    private final CallCircuit circuit;
    private final CoinRpc rpc;
    private final CoinRpc longPollRpc;
    private final ChainGuard guard;
    private final Backoff backoff; // feed thread only

    /** Its block 0 was last seen to be ours. Silence does not change that: a found block waits for nobody who was known. */
    private volatile boolean ours;

    /** No trouble since block 0 was last asked for: at the address may be another node now. */
    private volatile boolean verified;

    private volatile Probe probe = Probe.NONE;
    private volatile boolean failing;
    private volatile String failure = "";
    private volatile long failedAtNs;
    private volatile long retryAtNs;
    private volatile long latencyNs = -1;

    CoinDaemon(NodeEndpoint endpoint, NodeTiming timing, ChainGuard guard, Backoff backoff, PoolClock clock) {
        this.circuit = new CallCircuit(endpoint.name(), timing.circuit(), clock::nanoTime);
        this.client = new JsonRpcClient(endpoint, timing.rpc(), circuit);
        this.longPollClient = new JsonRpcClient(endpoint, timing.rpc(), circuit);
        this.rpc = new CoinRpc(client);
        this.longPollRpc = new CoinRpc(longPollClient);
        this.guard = guard;
        this.backoff = backoff;
    }

    /** {@code host:port}. */
    String name() {
        return client.name();
    }

    /** Block 0, asked for even of a node that did not answer lately: nothing works before the chain is known. */
    Hash256 genesis() {
        return rpc.genesisUrgently();
    }

    /**
     * Asks the node for block 0 again. What was known of it stays while it is asked, and when it does not answer.
     *
     * @throws NodeException when it does not answer or is of another chain
     */
    void verify() {
        try {
            recognise(rpc.genesis());
        } catch (NodeException e) {
            verified = false;
            throw e;
        }
    }

    private void recognise(Hash256 genesis) {
        try {
            guard.check(name(), genesis);
        } catch (NodeException e) {
            ours = false;
            throw e;
        }
        ours = true;
        verified = true;
    }

    /**
     * A call to a node that is sure to be on our chain. After any trouble on the way the chain is checked again, for
     * another node may answer at that address now.
     *
     * @throws CircuitOpenException when the node has not answered for a while and was not asked now
     * @throws NodeException when the node cannot be asked or is on another chain
     */
    <T> T ask(Function<CoinRpc, T> call) {
        if (!verified) {
            verify();
        }
        return verifiedCall(call);
    }

    /**
     * The verdict on a block. It goes out whatever the circuit says: a node that was silent a moment ago may be the one that
     * carries it. A node that was of our chain when it last said so gets it at once; were it another by now, it would refuse
     * the block as one whose parent it does not know.
     *
     * @throws NodeException when the node does not answer or is on another chain
     */
    String submit(byte[] rawBlock, Duration timeout) {
        if (!ours) {
            recognise(rpc.genesisUrgently());
        }
        return verifiedCall(urgent -> urgent.submitBlock(rawBlock, timeout));
    }

    private <T> T verifiedCall(Function<CoinRpc, T> call) {
        try {
            return call.apply(rpc);
        } catch (RpcException | CircuitOpenException e) {
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

    /** How its calls fared. */
    CircuitState circuit() {
        return circuit.state();
    }

    /** Repeated calls that it could be burdened with now. */
    int retriesLeft() {
        return client.retries().left();
    }

    /** How long the watch last waited for an answer, -1 before the first. */
    long latencyNs() {
        return latencyNs;
    }

    void latencyNs(long measured) {
        latencyNs = measured;
    }

    /** Why the feed leaves it alone for a while, empty when it does not. */
    String failure(long nowNs) {
        return mayBeAsked(nowNs) ? "" : failure;
    }

    Probe probe() {
        return probe;
    }

    void probe(Probe seen) {
        probe = seen;
    }

    /** Work could not be had of this node: leaves it alone for a while. Feed thread. */
    void failed(long nowNs, String why) {
        failure = why;
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
