package io.otedama.spi;

import io.otedama.chain.Hash256;

/** The best chain as the nodes see it: the only judge of maturity and orphans. May block up to the adapter's time-out. */
public interface ChainView {
    /**
     * @throws io.otedama.error.NodeException when no node can be asked
     */
    BlockPosition find(Hash256 blockHash);

    /**
     * Where a block is.
     *
     * @param confirmations 1 for the tip, 0 when not in the best chain
     */
    record BlockPosition(State state, int confirmations) {
        public static final BlockPosition UNKNOWN = new BlockPosition(State.UNKNOWN, 0);
        public static final BlockPosition STALE = new BlockPosition(State.STALE, 0);

        public static BlockPosition inChain(int confirmations) {
            return new BlockPosition(State.IN_CHAIN, confirmations);
        }
    }

    enum State {
        /** No node has heard of it. */
        UNKNOWN,
        /** Known, but not in the best chain. */
        STALE,
        /** In the best chain. */
        IN_CHAIN
    }
}
