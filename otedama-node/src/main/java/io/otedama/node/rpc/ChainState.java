package io.otedama.node.rpc;

import io.otedama.chain.Hash256;

/**
 * Where a node stands ({@code getblockchaininfo}).
 *
 * @param height of the best block
 * @param headers height of the best header; more than {@code height} while blocks are missing
 * @param initialDownload true while the node does not believe that it has the whole chain
 * @param warnings the node's own, shortened, empty when it has none
 */
public record ChainState(Hash256 tip, int height, int headers, boolean initialDownload, String warnings) {}
