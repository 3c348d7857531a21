package io.otedama.node.wallet;

import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.error.WalletException;
import io.otedama.error.WalletException.Reason;
import io.otedama.node.rpc.CallCircuit;
import io.otedama.node.rpc.CallGate.Kind;
import io.otedama.node.rpc.CircuitLimits;
import io.otedama.node.rpc.CircuitOpenException;
import io.otedama.node.rpc.CircuitState;
import io.otedama.node.rpc.JsonRpcClient;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.node.rpc.RpcLimits;
import io.otedama.spi.BroadcastResult;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.PoolClock;
import io.otedama.spi.PreparedTransaction;
import io.otedama.spi.TransactionPlan;
import io.otedama.spi.TransactionState;
import io.otedama.spi.TxOutPoint;
import io.otedama.spi.Wallet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The wallet of a Bitcoin Core or Litecoin Core daemon (0.21 or later), by its JSON-RPC. One thread at a time; owns no
 * thread. Before its first use, and again after every lost connection, it makes sure that the daemon is on the network it
 * was built for: another may answer at that address now.
 *
 * <p>A daemon that failed to answer again and again is left alone for a few seconds. The circuit breaker lets a whole task
 * through or none of it: {@code NOT_ASKED} means that no call of the task was sent.
 */
public final class CoreWallet implements Wallet, AutoCloseable {
    private static final String NAME = "wallet";

    private final JsonRpcClient client;
    private final CallCircuit circuit;
    private final PoolClock clock;
    private final Network network;
    private final WalletRpc rpc;
    private final CoinLocks locks;
    private final TransactionMaker maker;
    private final TransactionTracker tracker;
    private final Broadcaster broadcaster;
    private boolean verified;

    CoreWallet(
            NodeEndpoint endpoint,
            Network network,
            @Nullable Supplier<char[]> passphrase,
            RpcLimits limits,
            PoolClock clock) {
        this.client = new JsonRpcClient(endpoint, limits); // what has begun is not held back: it may have locked coins
        this.circuit = new CallCircuit(endpoint.name(), CircuitLimits.DEFAULT, clock::nanoTime);
        this.clock = clock;
        this.network = network;
        this.rpc = new WalletRpc(client);
        this.locks = new CoinLocks(rpc);
        this.maker = new TransactionMaker(rpc, locks, new KeyUnlock(rpc, passphrase));
        this.tracker = new TransactionTracker(rpc);
        this.broadcaster = new Broadcaster(rpc, tracker);
    }

    public static CoreWalletBuilder builder() {
        return new CoreWalletBuilder();
    }

    @Override
    public long spendable() {
        return ask(() -> rpc.unspent().stream().mapToLong(UnspentCoin::amount).sum());
    }

    @Override
    public void lock(List<TxOutPoint> inputs) {
        ask(() -> {
            locks.lock(inputs);
            return true;
        });
    }

    @Override
    public void unlock(List<TxOutPoint> inputs) {
        ask(() -> {
            locks.unlock(inputs);
            return true;
        });
    }

    @Override
    public PreparedTransaction prepare(TransactionPlan plan) {
        return ask(() -> maker.make(plan));
    }

    @Override
    public BroadcastResult broadcast(byte[] raw, Hash256 txid) {
        return ask(() -> broadcaster.send(raw, txid));
    }

    @Override
    public TransactionState state(Hash256 txid, List<TxOutPoint> inputs) {
        return ask(() -> tracker.find(txid, inputs));
    }

    private <T> T ask(Supplier<T> call) {
        try {
            return WalletErrors.translate(() -> circuit.pass(Kind.USUAL, () -> {
                verify();
                return call.get();
            }));
        } catch (CircuitOpenException e) {
            throw new WalletException(Reason.NOT_ASKED, "nothing was sent: " + e.getMessage(), e);
        } catch (WalletException e) {
            verified = verified && e.reason() != Reason.UNREACHABLE;
            throw e;
        }
    }

    private void verify() {
        if (verified) {
            return;
        }
        Hash256 genesis = rpc.genesis();
        if (!genesis.equals(network.genesis())) {
            String found = Network.ofGenesis(genesis).map(Network::name).orElse("a network unknown here");
            throw new WalletException(
                    Reason.REFUSED,
                    "the wallet at " + rpc.name() + " is on " + found + ", not on " + network.name()
                            + "; correct the wallet's address");
        }
        verified = true;
    }

    /** The circuit of its daemon, with the same facts as a node's. */
    @Override
    public ComponentHealth health() {
        CircuitState state = circuit.state();
        ComponentHealth health = state.isClosed()
                ? ComponentHealth.up(NAME, "at " + rpc.name())
                : ComponentHealth.degraded(NAME, "left alone for the moment: " + state.lastError());
        return state.addTo(health, clock.nanoTime())
                .with("retriesLeft", client.retries().left());
    }

    /** Breaks a call under way, frees every socket. Repeatable. */
    @Override
    public void close() {
        client.close();
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "wallet at " + rpc.name();
    }
}
