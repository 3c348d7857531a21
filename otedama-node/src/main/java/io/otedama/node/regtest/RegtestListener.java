package io.otedama.node.regtest;

/** Told of every new tip. */
@FunctionalInterface
public interface RegtestListener {
    /**
     * Called on the thread that brought the block, with the chain locked, in the order of the tips. Must not block and
     * must not throw; it may call the chain.
     *
     * @param tip the last block of the best chain now, after a reorganisation too
     */
    void onTip(RegtestBlock tip, int height);
}
