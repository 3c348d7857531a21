package io.otedama.spi;

import io.otedama.chain.Hash256;

/** Hands a found block to one node. Called on a thread of its own; may block up to its own time-out. */
public interface BlockSubmitter {
    /** Name of the node, without secrets. */
    String name();

    /**
     * @param rawBlock the whole serialised block; not modified, not kept
     * @return what the node said
     * @throws io.otedama.error.NodeException when the node could not be asked, the answer is unknown, or the node does not
     *     know the block's parent yet; the caller tries again
     */
    SubmitResult submit(byte[] rawBlock, Hash256 blockHash);
}
