package io.otedama.metrics;

/**
 * Credited work as far as blocks are concerned. Floating point: statistics, never money.
 *
 * @param work expected hashes of all credited shares
 * @param expectedBlocks how many blocks that work should have contained, each share by the network target of its own job
 * @param blocks how many it did contain
 */
public record BlockExpectation(double work, double expectedBlocks, long blocks) {}
