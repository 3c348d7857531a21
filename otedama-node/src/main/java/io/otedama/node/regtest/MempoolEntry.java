package io.otedama.node.regtest;

/**
 * A transaction that waits for a block.
 *
 * @param fee base units
 * @param sigopCost its share of a block's signature operation budget
 */
record MempoolEntry(RegtestTransaction transaction, long fee, int sigopCost) {}
