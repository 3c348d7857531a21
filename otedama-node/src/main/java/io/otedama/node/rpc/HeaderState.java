package io.otedama.node.rpc;

/**
 * What a node says of a header it knows ({@code getblockheader}).
 *
 * @param confirmations 1 for the tip; -1 when the block is not in the best chain
 */
public record HeaderState(int height, int confirmations) {
    public boolean inBestChain() {
        return confirmations > 0;
    }
}
