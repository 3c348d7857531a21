package io.otedama.bench.node;

/** Hears of blocks that are submitted to a {@link MockNode}. */
@FunctionalInterface
public interface SubmitObserver {
    /**
     * Called on the node's event loop, before the answer is sent; must not block.
     *
     * @param firstByteNs {@code System.nanoTime()} when the first byte of the request was read from the socket
     * @param blockBytes size of the block
     */
    void onSubmit(long firstByteNs, int blockBytes);
}
