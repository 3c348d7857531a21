package io.otedama.node;

import io.otedama.chain.Hash256;
import io.otedama.error.NodeException;
import io.otedama.node.rpc.HeaderState;
import io.otedama.spi.ChainView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the daemons where a block is: the one that gives the work first, the others in their order. The first that knows
 * the block decides; "unknown" takes all that can be asked. Any thread.
 */
final class RpcChainView implements ChainView {
    private final List<CoinDaemon> daemons;
    private final Supplier<@Nullable CoinDaemon> active;

    RpcChainView(List<CoinDaemon> daemons, Supplier<@Nullable CoinDaemon> active) {
        this.daemons = daemons;
        this.active = active;
    }

    @Override
    public BlockPosition find(Hash256 blockHash) {
        List<String> outages = new ArrayList<>();
        boolean heardOf = false;
        for (CoinDaemon daemon : inOrder()) {
            try {
                Optional<HeaderState> header = daemon.ask(rpc -> rpc.header(blockHash));
                if (header.isPresent()) {
                    heardOf = true;
                    return position(daemon, blockHash, header.get());
                }
            } catch (NodeException e) {
                outages.add(e.getMessage());
            }
        }
        if (heardOf || outages.size() == daemons.size()) {
            throw new NodeException("no node can say where block " + blockHash + " is: " + String.join("; ", outages));
        }
        return BlockPosition.UNKNOWN;
    }

    private List<CoinDaemon> inOrder() {
        CoinDaemon first = active.get();
        if (first == null || first == daemons.get(0)) {
            return daemons;
        }
        List<CoinDaemon> order = new ArrayList<>(daemons);
        order.remove(first);
        order.add(0, first);
        return order;
    }

    /**
     * A node that has the header but not yet the blocks up to it also answers -1; its word counts only once its own
     * chain has reached that height.
     */
    private static BlockPosition position(CoinDaemon daemon, Hash256 hash, HeaderState header) {
        if (header.inBestChain()) {
            return BlockPosition.inChain(header.confirmations());
        }
        int height = daemon.ask(rpc -> rpc.chainState()).height();
        if (height < header.height()) {
            throw new NodeException(daemon.name() + " cannot judge block " + hash + " of height " + header.height()
                    + " yet, it is at height " + height);
        }
        return BlockPosition.STALE;
    }
}
