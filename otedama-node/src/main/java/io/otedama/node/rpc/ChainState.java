package io.otedama.node.rpc;

import io.otedama.chain.Hash256;

/**
 * Where a node stands ({@code getblockchaininfo}).
 *
 * @param height of the best block
 * @param initialDownload true while the node does not believe that it has the whole chain
 */
public record ChainState(Hash256 tip, int height, boolean initialDownload) {}
